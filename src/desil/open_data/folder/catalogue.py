"""`catalogue.jsonld`: the folder as a catalogue of data sets (W3C DCAT 3, in JSON-LD 1.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from desil.dictionary.areas import CITY_KEMENDAGRI, CITY_NAME
from desil.open_data.folder.described import KEYWORDS, Description, Json, in_both, json_bytes

FILE_NAME = "catalogue.jsonld"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_KINDS = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".json": "application/json",
}  # by the end of a file's name
_MEDIA = "https://www.iana.org/assignments/media-types"


def _date(text: object) -> Json:
    return {"@value": str(text), "@type": "xsd:date"}


def _distribution(name: str, written: bytes, licence: str) -> Json:
    kind = _KINDS[name[name.rindex(".") :]]
    return {
        "@id": name,
        "@type": "dcat:Distribution",
        "dcterms:title": name,
        "dcterms:license": {"@id": licence},
        "dcat:downloadURL": {"@id": name},
        "dcat:mediaType": {"@id": f"{_MEDIA}/{kind}"},
        "dcat:byteSize": {"@value": str(len(written)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {
                "@value": hashlib.sha256(written).hexdigest(),
                "@type": "xsd:hexBinary",
            },
        },
    }


def catalogue(description: Description, files: Mapping[str, bytes]) -> bytes:
    """A catalogue of one data set, with each of the `files` as a distribution."""
    policy, day = description.policy, description.release_date
    publisher = {"@type": "foaf:Agent", "foaf:name": in_both(policy.publisher)}
    dataset = {
        "@id": f"#{description.identifier}",
        "@type": "dcat:Dataset",
        "dcterms:identifier": description.identifier,
        "dcterms:title": in_both(description.title),
        "dcterms:description": in_both(description.text),
        "dcterms:publisher": publisher,
        "dcterms:license": {"@id": policy.licence.link},
        "dcterms:issued": _date(day),
        "dcterms:language": ["id", "en"],
        "dcterms:temporal": {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": _date(day),
            "dcat:endDate": _date(day),
        },
        "dcterms:spatial": {
            "@type": "dcterms:Location",
            "dcterms:identifier": CITY_KEMENDAGRI,
            "dcterms:title": CITY_NAME,
        },
        "dcat:version": str(day),
        "dcat:keyword": list(KEYWORDS),
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "dcterms:identifier": description.run_id,
        },
        "dcat:distribution": [
            _distribution(name, written, policy.licence.link) for name, written in files.items()
        ],
    }
    return json_bytes(
        {
            "@context": _CONTEXT,
            "@id": "#katalog",
            "@type": "dcat:Catalog",
            "dcterms:conformsTo": {"@id": "https://www.w3.org/TR/vocab-dcat-3/"},
            "dcterms:title": in_both(description.title),
            "dcterms:description": in_both(description.text),
            "dcterms:publisher": publisher,
            "dcat:dataset": [dataset],
        }
    )
