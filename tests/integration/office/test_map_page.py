"""The map: tiles where no boundaries were handed in, shapes where they were, one table always."""

from pathlib import Path

import pytest
from django.conf import settings

from desil.dictionary.areas import city_villages
from desil.register.areas.boundaries import keep_boundaries
from desil.ui.maps.drawing import tile_places
from tests.boundaries import squares
from tests.people import signed_in

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path)


def test_every_kelurahan_has_a_tile_of_its_own() -> None:
    places = tile_places(city_villages())
    assert set(places) == {v.bps for v in city_villages()}
    assert len(set(places.values())) == len(places)


def test_without_boundaries_tiles_and_no_script() -> None:
    client = signed_in("head")
    text = client.get("/peta/").content.decode()
    assert text.count("<rect") >= len(city_villages())
    assert "leaflet" not in text and "map.js" not in text
    assert client.get("/peta/wilayah.json").json()["features"] == []


def test_with_boundaries_shapes_and_the_same_table(tmp_path: Path) -> None:
    client = signed_in("head")
    table = client.get("/peta/").content.decode().split("<tbody>")[1]
    told = squares(lambda v: v.bps)
    for feature in told["features"]:
        feature["properties"] = {"bps": feature["properties"]["kode"]}
    keep_boundaries(tmp_path, told)
    text = client.get("/peta/").content.decode()
    assert text.count("<path d=") == len(city_villages())
    assert text.split("<tbody>")[1] == table


def test_the_endpoint_says_nothing_of_families(tmp_path: Path) -> None:
    told = squares(lambda v: v.bps)
    for feature, code in zip(told["features"], ("3275010009", "3275010011"), strict=False):
        feature["properties"] = {"bps": code}
    told["features"] = told["features"][:2]
    keep_boundaries(tmp_path, told)
    found = signed_in("head").get("/peta/wilayah.json").json()["features"]
    assert [set(f["properties"]) for f in found] == [{"told", "band", "link"}] * 2
    assert found[0]["properties"]["told"].endswith("100,0\u202f%")
