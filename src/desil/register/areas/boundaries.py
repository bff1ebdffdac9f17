"""Boundaries of the kelurahan: a GeoJSON file checked, and kept keyed by BPS code.

Without dots, codes of Kemendagri and BPS look alike. All 56 kelurahan have to be in the file, so
that the whole set of codes says whose they are.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from desil.dictionary.areas import city_villages
from desil.engine.private_files import make_private_file, make_private_folder
from desil.errors import DeliveryRejected

_KEYS = ("kode", "code", "bps", "kode_bps", "kemendagri", "kode_kemendagri", "id")
_LONGITUDES, _LATITUDES = (95.0, 141.1), (-11.1, 6.1)  # Indonesia, RFC 7946: longitude first
_FEWEST_POINTS = 4  # of a ring; its last point is its first

MOST_BYTES = 64 << 20  # of the file: the finest boundaries of a city are a few MiB

Json = Any


def boundaries_path(home: Path) -> Path:
    """Where they are kept."""
    return home / "areas" / "kelurahan.geojson"


def stored_boundaries(home: Path) -> Json | None:
    """What was handed in, features in the order of their BPS codes; None before."""
    path = boundaries_path(home)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _reject(message: str, hint: str) -> DeliveryRejected:
    return DeliveryRejected(message, hint=hint)


def _features(path: Path) -> list[Json]:
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise _reject(
            f"{path.name} lebih besar dari {MOST_BYTES >> 20} MiB.",
            "Sederhanakan garis batasnya, atau serahkan kota ini saja.",
        )
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise _reject(
            f"{path.name} tidak dapat dibaca sebagai JSON.", "Beri berkas GeoJSON (UTF-8)."
        ) from fault
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise _reject(
            f"{path.name} bukan FeatureCollection.",
            "Beri GeoJSON dengan satu fitur tiap kelurahan.",
        )
    return features


def _bps_codes(features: list[Json]) -> list[str]:
    """The BPS code of each feature, by whichever key and numbering gives all 56 kelurahan."""
    villages = city_villages()
    numberings = (
        {v.bps: v.bps for v in villages},
        {v.kemendagri: v.bps for v in villages},
        {v.kemendagri.replace(".", ""): v.bps for v in villages},
    )
    for key in _KEYS:
        told = [str((f.get("properties") or {}).get(key, "")) for f in features]
        for numbering in numberings:
            if len(told) == len(numbering) and set(told) == set(numbering):
                return [numbering[code] for code in told]
    raise _reject(
        f"Berkas ini memuat {len(features)} fitur; kodenya bukan tepat {len(villages)} kelurahan"
        " kota ini.",
        f"Satu fitur tiap kelurahan, berkode Kemendagri atau BPS; sebutannya {', '.join(_KEYS)}.",
    )


def _rings(geometry: Json) -> Iterator[Json]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if kind in ("Polygon", "MultiPolygon") else None
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        return
    for polygon in polygons:
        yield from polygon if isinstance(polygon, list) and polygon else [None]


def _is_point(point: Json) -> bool:
    if not isinstance(point, list) or len(point) < 2:
        return False
    if not all(type(n) in (int, float) and math.isfinite(n) for n in point[:2]):
        return False
    east, north = float(point[0]), float(point[1])
    return _LONGITUDES[0] <= east <= _LONGITUDES[1] and _LATITUDES[0] <= north <= _LATITUDES[1]


def _has_area(ring: Json) -> bool:
    return bool(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def _is_ring(ring: Json) -> bool:
    return (
        isinstance(ring, list)
        and len(ring) >= _FEWEST_POINTS
        and all(map(_is_point, ring))
        and ring[0][:2] == ring[-1][:2]
        and _has_area(ring)
    )


def read_boundaries(path: Path) -> Json:
    """The file's boundaries, keyed by BPS code. DeliveryRejected when it is not GeoJSON, has not
    exactly the 56 kelurahan, or a ring that is not closed, flat, or outside Indonesia."""
    features = _features(path)
    names = {v.bps: v.name for v in city_villages()}
    kept = []
    for code, feature in sorted(
        zip(_bps_codes(features), features, strict=True), key=lambda f: f[0]
    ):
        rings = list(_rings(feature.get("geometry")))
        if not rings or not all(map(_is_ring, rings)):
            raise _reject(
                f"Batas {names[code]} ({code}) tidak sah.",
                "Polygon atau MultiPolygon, bujur lalu lintang (WGS 84), cincin tertutup.",
            )
        geometry = {key: feature["geometry"][key] for key in ("type", "coordinates")}
        kept.append({"type": "Feature", "properties": {"bps": code}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": kept}


def keep_boundaries(home: Path, boundaries: Json) -> Path:
    """Keep them in place of earlier ones, whole or not at all; returns where."""
    path = boundaries_path(home)
    make_private_folder(path.parent)
    draft = path.with_suffix(".draft")
    with make_private_file(draft).open("w", encoding="utf-8") as file:
        json.dump(boundaries, file, separators=(",", ":"))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return path
