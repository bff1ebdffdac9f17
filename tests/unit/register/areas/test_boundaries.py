"""Boundaries that are handed in: what is taken, and what is refused with what to do."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desil.dictionary.areas import Village, city_villages
from desil.errors import DeliveryRejected
from desil.register.areas.boundaries import keep_boundaries, read_boundaries, stored_boundaries
from tests.boundaries import squares

Json = Any
CODINGS: dict[str, Callable[[Village], str]] = {
    "kemendagri": lambda v: v.kemendagri,
    "kemendagri without dots": lambda v: v.kemendagri.replace(".", ""),
    "bps": lambda v: v.bps,
}


def written(folder: Path, told: Json) -> Path:
    path = folder / "batas.geojson"
    path.write_text(json.dumps(told))
    return path


@pytest.mark.parametrize("coding", CODINGS)
def test_each_coding_ends_in_the_same_bps_codes(tmp_path: Path, coding: str) -> None:
    found = read_boundaries(written(tmp_path, squares(CODINGS[coding])))
    assert found == read_boundaries(written(tmp_path, squares(CODINGS["bps"])))
    by_code = {
        f["properties"]["bps"]: f["geometry"]["coordinates"][0][0] for f in found["features"]
    }
    for village in city_villages():
        assert by_code[village.bps] == [village.longitude, village.latitude]


def without_one(told: Json) -> None:
    told["features"].pop()


def twice(told: Json) -> None:
    told["features"].append(told["features"][0])


def two_codes_swapped_for_one(told: Json) -> None:
    told["features"][0]["properties"]["kode"] = told["features"][1]["properties"]["kode"]


def open_ring(told: Json) -> None:
    told["features"][3]["geometry"]["coordinates"][0].pop()


def swapped_axes(told: Json) -> None:
    ring = told["features"][3]["geometry"]["coordinates"][0]
    told["features"][3]["geometry"]["coordinates"][0] = [[y, x] for x, y in ring]


def flat(told: Json) -> None:
    ring = told["features"][3]["geometry"]["coordinates"][0]
    told["features"][3]["geometry"]["coordinates"][0] = [ring[0]] * 5


def no_number(told: Json) -> None:
    told["features"][3]["geometry"]["coordinates"][0][1] = ["x", None]


def a_point(told: Json) -> None:
    told["features"][3]["geometry"] = {"type": "Point", "coordinates": [107.0, -6.2]}


def no_geometry(told: Json) -> None:
    told["features"][3]["geometry"] = None


def no_features(told: Json) -> None:
    told["features"] = {"a": 1}


@pytest.mark.parametrize(
    "spoil",
    [
        without_one, twice, two_codes_swapped_for_one, open_ring, swapped_axes, flat, no_number,
        a_point, no_geometry, no_features,
    ],
    ids=lambda f: f.__name__,
)  # fmt: skip
def test_what_is_not_all_56_or_not_valid_is_refused(
    tmp_path: Path, spoil: Callable[[Json], None]
) -> None:
    told = copy.deepcopy(squares(CODINGS["bps"]))
    spoil(told)
    with pytest.raises(DeliveryRejected) as fault:
        read_boundaries(written(tmp_path, told))
    assert fault.value.hint


def test_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(b"\xff{")
    with pytest.raises(DeliveryRejected):
        read_boundaries(path)


def test_what_is_kept_is_read_back_and_replaced(tmp_path: Path) -> None:
    assert stored_boundaries(tmp_path) is None
    told = read_boundaries(written(tmp_path, squares(CODINGS["bps"])))
    keep_boundaries(tmp_path, told)
    before = keep_boundaries(tmp_path, told).read_bytes()
    assert stored_boundaries(tmp_path) == told
    assert keep_boundaries(tmp_path, told).read_bytes() == before
    assert [p.name for p in (tmp_path / "areas").iterdir()] == ["kelurahan.geojson"]
