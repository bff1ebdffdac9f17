"""Made-up boundaries: a small square where each kelurahan lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desil.dictionary.areas import Village, city_villages

_SIDE = 0.01


def _square(village: Village) -> list[list[float]]:
    x, y = village.longitude, village.latitude
    return [[x, y], [x + _SIDE, y], [x + _SIDE, y + _SIDE], [x, y + _SIDE], [x, y]]


def squares(code_of: Callable[[Village], str]) -> dict[str, Any]:
    """A GeoJSON collection of all 56, coded as `code_of` says."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"kode": code_of(v)},
                "geometry": {"type": "Polygon", "coordinates": [_square(v)]},
            }
            for v in city_villages()
        ],
    }
