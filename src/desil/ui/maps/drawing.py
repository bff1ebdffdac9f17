"""The map drawn on the server as SVG: boundaries where there are any, else tiles."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from desil.dictionary.areas import Village
from desil.ui.places import place_name

_WIDTH, _TILE = 600, 54
_TILE_ALONE = (
    '<rect x="{}" y="{}" width="{}" height="{}" class="area band-{}"><title>{}</title></rect>'
)
_TILE_NAMED = _TILE_ALONE + '<text x="{}" y="{}" class="{}">{}</text>'
_LONG = 11  # letters from which on a name is set smaller, to stay in its square


def tile_places(villages: Sequence[Village]) -> dict[str, tuple[int, int]]:
    """A column and a row for each kelurahan, by BPS code: each takes the free place nearest to
    where it lies, those nearest to the middle of the city first."""
    middle = (
        sum(v.longitude for v in villages) / len(villages),
        sum(v.latitude for v in villages) / len(villages),
    )
    side = math.isqrt(len(villages)) + 3
    reach = max(max(abs(v.longitude - middle[0]), abs(v.latitude - middle[1])) for v in villages)
    step = 2 * reach / side
    free = {(x, y) for x in range(side) for y in range(side)}
    found: dict[str, tuple[int, int]] = {}

    def wanted(village: Village) -> tuple[float, float]:
        return (
            (village.longitude - middle[0]) / step + (side - 1) / 2,
            (middle[1] - village.latitude) / step + (side - 1) / 2,
        )

    for village in sorted(
        villages,
        key=lambda v: (math.hypot(v.longitude - middle[0], v.latitude - middle[1]), v.bps),
    ):
        x, y = wanted(village)
        place = min(free, key=lambda p: (math.hypot(p[0] - x, p[1] - y), p))
        free.remove(place)
        found[village.bps] = place
    return found


def bands_of(amounts: Mapping[str, float], number: int) -> dict[str, int]:
    """The band of each, 0 that of the smallest amounts: as many in each of the `number` bands as
    may be, and equal amounts always in one."""
    ordered = sorted(amounts.values())
    return {
        code: min(number * ordered.index(amount) // len(ordered), number - 1)
        for code, amount in amounts.items()
    }


def tile_map(
    title: str,
    villages: Sequence[Village],
    bands: Mapping[str, int],
    told: Mapping[str, str],
    *,
    has_names: bool = True,
) -> SafeString:
    """One square a kelurahan; `bands` and `told` (the figure in words) by BPS code. Without names
    on the squares the picture is half as large."""
    places = tile_places(villages)
    left, top = (min(p[axis] for p in places.values()) for axis in (0, 1))
    right, bottom = (max(p[axis] for p in places.values()) for axis in (0, 1))
    rows = [
        (
            (places[v.bps][0] - left) * _TILE,
            (places[v.bps][1] - top) * _TILE,
            _TILE - 3,
            _TILE - 3,
            bands.get(v.bps, 0),
            told.get(v.bps, v.name),
            (places[v.bps][0] - left) * _TILE + (_TILE - 3) / 2,
            (places[v.bps][1] - top) * _TILE + _TILE / 2 + 2,
            "long" if len(v.name) > _LONG else "",
            place_name(v.name),
        )
        for v in villages
    ]
    drawn = format_html_join("", _TILE_NAMED if has_names else _TILE_ALONE, rows)
    return _picture(title, (right - left + 1) * _TILE, (bottom - top + 1) * _TILE, drawn)


def _picture(title: str, width: float, height: float, drawn: SafeString) -> SafeString:
    return format_html(
        '<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        width,
        height,
        title,
        drawn,
    )


def _polygons(geometry: Mapping[str, Any]) -> list[Any]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def boundary_map(
    title: str, boundaries: Any, bands: Mapping[str, int], told: Mapping[str, str]
) -> SafeString:
    """One shape a kelurahan, north up; a degree of longitude shortened as at the city's
    latitude."""
    points = [
        p
        for f in boundaries["features"]
        for poly in _polygons(f["geometry"])
        for r in poly
        for p in r
    ]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    scale = _WIDTH / (east - west)
    upward = scale / math.cos(math.radians((south + north) / 2))

    def ring(points: Any) -> str:
        return "M" + "L".join(
            f"{(p[0] - west) * scale:.1f} {(north - p[1]) * upward:.1f}" for p in points
        ) + "Z"  # fmt: skip

    rows = [
        (
            "".join(ring(r) for polygon in _polygons(f["geometry"]) for r in polygon),
            bands.get(f["properties"]["bps"], 0),
            told.get(f["properties"]["bps"], ""),
        )
        for f in boundaries["features"]
    ]
    drawn = format_html_join(
        "",
        '<path d="{}" class="area band-{}" fill-rule="evenodd"><title>{}</title></path>',
        rows,
    )
    return _picture(title, _WIDTH, round((north - south) * upward, 1), drawn)
