"""`datapackage.json`: the folder as a Data Package (datapackage.org, version 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from desil.open_data.folder.columns import TABLES, FileColumn, FileTable
from desil.open_data.folder.described import KEYWORDS, Description, Json, both, json_bytes

FILE_NAME = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"


def _field(column: FileColumn) -> Json:
    constraints: Json = {"required": not column.may_be_empty}
    if column.among:
        constraints["enum"] = list(column.among)
    if column.is_number:
        constraints["minimum"] = 0
    return {
        "name": column.name,
        "type": "integer" if column.is_number else "string",
        "title": column.label.id,
        "description": both(column.label),
        "constraints": constraints,
    }


def _resource(table: FileTable, written: bytes) -> Json:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": table.file_name,
        "title": both(table.label),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
        "dialect": {"header": True, "delimiter": ",", "lineTerminator": "\r\n"},
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": list(columns),
                    "reference": {"resource": other, "fields": list(columns)},
                }
                for columns, other in table.refers
            ],
        },
    }


def _map(description: Description, name: str, written: bytes) -> Json:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": "kelurahan",
        "path": name,
        "title": "Peta kelurahan / Map of the kelurahan",
        "description": both(description.geometry),
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
    }


def data_package(
    description: Description, tables: Mapping[str, bytes], geojson: tuple[str, bytes]
) -> bytes:
    """The descriptor, with the size and the hash of each file."""
    policy = description.policy
    return json_bytes(
        {
            "$schema": f"{_PROFILES}/datapackage.json",
            "name": description.identifier,
            "title": both(description.title),
            "description": both(description.text),
            "version": str(description.release_date),
            "licenses": [
                {
                    "name": policy.licence.name,
                    "path": policy.licence.link,
                    "title": policy.licence.title,
                }
            ],
            "contributors": [{"title": both(policy.publisher), "roles": ["publisher"]}],
            "keywords": list(KEYWORDS),
            "run": description.run_id,
            "disclosure_control": {
                "threshold": policy.threshold,
                "width": policy.width,
                "reference": policy.reference,
                "unconfirmed": list(policy.checks),
            },
            "resources": [
                *(_resource(table, tables[table.file_name]) for table in TABLES),
                _map(description, *geojson),
            ],
        }
    )
