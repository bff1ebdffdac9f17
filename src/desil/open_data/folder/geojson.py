"""`kelurahan.geojson`: each kelurahan with its figures (RFC 7946)."""

from __future__ import annotations

from desil.dictionary.areas import city_villages
from desil.dictionary.standing import STANDINGS
from desil.open_data.counts import ALL
from desil.open_data.folder.described import Description, Json, json_bytes
from desil.open_data.published import Figure, Published

FILE_NAME = "kelurahan.geojson"


def _shown(name: str, figure: Figure) -> Json:
    told: Json = {name: figure.exact_families}
    if figure.exact_families is None:
        told |= {f"{name}_least": figure.families.least, f"{name}_most": figure.families.most}
    return told


def _properties(published: Published, code: str) -> Json:
    place = ("kelurahan", code)
    told: Json = {}
    for decile in (*STANDINGS, ALL):
        told |= _shown(f"families_{decile}", published.deciles[(*place, decile)])
    for programme in published.programmes:
        for status, figures in programme.figures.items():
            told |= _shown(f"{programme.code}_{status}", figures[(*place, ALL)])
    return told


def geojson(published: Published, description: Description, boundaries: Json | None) -> bytes:
    """The kelurahan that the release has and that lie somewhere: their boundaries where they were
    handed in, else a point near where each lies."""
    shapes = {f["properties"]["bps"]: f["geometry"] for f in (boundaries or {}).get("features", ())}
    points = {
        v.bps: {"type": "Point", "coordinates": [v.longitude, v.latitude]} for v in city_villages()
    }
    places = points | shapes
    features = [
        {
            "type": "Feature",
            "id": area.code,
            "geometry": places[area.code],
            "properties": {
                "area_code": area.code,
                "area_name": area.name,
                "district_code": area.parent,
                **_properties(published, area.code),
            },
        }
        for area in published.areas_of("kelurahan")
        if area.code in places
    ]
    return json_bytes(
        {
            "type": "FeatureCollection",
            "title": description.title.id,
            "title_en": description.title.en,
            "geometry_note": description.geometry.id,
            "geometry_note_en": description.geometry.en,
            "license": description.policy.licence.link,
            "features": features,
        },
        indent=None,
    )
