"""Open data out of a published register, by the command: what is told, what is hidden, and what
machines read of it."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from desil.cli.main import app
from desil.dictionary.standing import STANDINGS
from desil.errors import NotFound, UsageFault
from desil.exports.open_data import counted, published_figures
from desil.open_data.folder.contents import FILE_NAMES
from desil.open_data.published import Published
from desil.register.areas.boundaries import boundaries_path
from desil.register.recap import required_publication
from tests.boundaries import squares
from tests.filled_registers import Filled
from tests.open_data_attack import Attack
from tests.open_data_run import publish_groups
from tests.table import rows_of

Rows = dict[tuple[str, ...], dict[str, str]]

DECILE_ROWS = """
| area       | desil    | families | least | most | people |
| 3275010009 | 1        | 30       | 30    | 30   | 90     |
| 3275010009 | 2        |          | 1     | 4    |        |
| 3275010009 | 3        | 0        | 0     | 0    | 0      |
| 3275010    | 1        | 55       | 55    | 55   | 165    |
| 3275010    | 2        |          | 1     | 4    |        |
| 3275       | 2        |          | 1     | 4    |        |
| 3275       | all      |          | 145   | 148  |        |
| 3275040    | all      | 29       | 29    | 29   | 87     |
| 3275040006 | unranked | 9        | 9     | 9    | 27     |
"""
PROGRAMME_ROWS = """
| programme | status   | area       | desil | families | least | most | people |
| PKH       | listed   | 3275010009 | 1     | 12       | 12    | 12   | 36     |
| PKH       | waiting  | 3275010009 | 1     | 8        | 8     | 8    | 24     |
| PKH       | eligible | 3275010009 | 1     | 20       | 20    | 20   | 60     |
| PKH       | listed   | 3275010009 | 2     |          | 0     | 4    |        |
| PKH       | listed   | 3275010011 | 1     | 10       | 10    | 10   | 30     |
| PKH       | waiting  | 3275010011 | 1     |          | 1     | 4    |        |
| PKH       | eligible | 3275010011 | 1     |          | 11    | 14   |        |
| PKH       | listed   | 3275040006 | 1     |          | 16    | 19   |        |
| PKH       | eligible | 3275       | 1     |          | 47    | 53   |        |
| PIP       | eligible | 3275010011 | 1     | 13       | 13    | 13   | 39     |
| PIP       | eligible | 3275       | 7     | 0        | 0     | 0    | 0      |
"""


def fill_groups(home: Path, url: str) -> None:
    """A filling: the groups are published."""
    publish_groups(url, home / "run")


@pytest.fixture
def register(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> str:
    url = filled(fill_groups)
    monkeypatch.setenv("DESIL_DATABASE_URL", url)
    return url


def ask(folder: Path, home: Path) -> str:
    arguments = ["open-data", str(folder), "--home", str(home)]
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def table(folder: Path, name: str, *key: str) -> Rows:
    text = (folder / name).read_bytes().decode()
    return {tuple(row[k] for k in key): row for row in csv.DictReader(io.StringIO(text))}


def shown(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[k] for k in ("families", "families_least", "families_most", "people"))


def wanted(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[k] for k in ("families", "least", "most", "people"))


def test_the_command_tells_what_is_not_small(register: str, tmp_path: Path) -> None:
    folder = tmp_path / "terbuka"
    output = ask(folder, tmp_path / "home")
    assert sorted(p.name for p in folder.iterdir()) == sorted(FILE_NAMES)
    assert "jumlah keluarga 1 sampai 4 disembunyikan" in output
    deciles = table(folder, "deciles.csv", "area_code", "decile")
    for row in rows_of(DECILE_ROWS):
        assert shown(deciles[row["area"], row["desil"]]) == wanted(row), row
    of_programmes = table(
        folder, "programme-counts.csv", "programme", "status", "area_code", "decile"
    )
    for row in rows_of(PROGRAMME_ROWS):
        key = (row["programme"], row["status"], row["area"], row["desil"])
        assert shown(of_programmes[key]) == wanted(row), row
    assert ("PIP", "listed", "3275", "1") not in of_programmes


def test_the_same_release_gives_the_same_bytes(register: str, tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        ask(tmp_path / name, tmp_path / "home")
    for name in FILE_NAMES:
        one, other = (tmp_path / folder / name for folder in ("satu", "dua"))
        assert one.read_bytes() == other.read_bytes(), name


def test_a_folder_with_something_in_it_is_left_alone(register: str, tmp_path: Path) -> None:
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / "catatan.txt").write_text("tetap")
    with pytest.raises(UsageFault, match="bukan folder kosong"):
        ask(folder, tmp_path / "home")
    assert [p.name for p in folder.iterdir()] == ["catatan.txt"]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".ada")] == []


def test_nothing_is_written_before_anything_is_published(
    empty_register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESIL_DATABASE_URL", empty_register)
    with pytest.raises(NotFound, match="belum ada yang diterbitkan"):
        ask(tmp_path / "terbuka", tmp_path / "home")
    assert not (tmp_path / "terbuka").exists()


def test_a_list_of_another_run_or_not_signed_does_not_count(register: str, tmp_path: Path) -> None:
    for change in ("run_id = 'lain'", "state = 'open'"):
        with psycopg.connect(register) as connection:
            connection.execute(f"update work_programme_list set {change}")
        (tmp_path / change[:5]).mkdir()
        ask(tmp_path / change[:5], tmp_path / "home")
        counts = table(tmp_path / change[:5], "programme-counts.csv", "programme", "status")
        assert {status for programme, status in counts if programme == "PKH"} == {"eligible"}


def test_what_is_published_cannot_be_undone(register: str) -> None:
    with psycopg.connect(register) as connection:
        cursor = connection.cursor()
        publication = required_publication(cursor)
        attack, counts = Attack(), counted(cursor, publication)
        published: Published = published_figures(cursor, publication)
    attack.add_release("0", counts, published)
    assert len(attack.small(5)) > 5
    assert attack.narrow(5, published.policy.width) == {}


def test_standings_are_those_of_the_register() -> None:
    assert STANDINGS == STANDINGS


def test_two_languages_and_a_made_up_city_are_told(register: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    (home / "demo.json").write_text("{}")
    ask(tmp_path / "terbuka", home)
    for name in ("csv-metadata.json", "datapackage.json", "catalogue.jsonld", "README.txt"):
        text = (tmp_path / "terbuka" / name).read_text(encoding="utf-8")
        assert "KOTA BUATAN" in text, name
        assert "A MADE-UP CITY" in text, name
        assert "Dinas Sosial Kota Bekasi" in text, name
        assert "creativecommons.org/licenses/by/4.0" in text, name


def test_the_data_package_describes_every_file_as_it_is(register: str, tmp_path: Path) -> None:
    """By hand against datapackage.org's schema 2.0: what it requires, and what it may say."""
    folder = tmp_path / "terbuka"
    ask(folder, tmp_path / "home")
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert told["version"] == "2026-01-23"
    assert {"$schema", "name", "resources", "licenses"} <= set(told)
    for resource in told["resources"]:
        written = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (
            len(written), f"sha256:{sha256(written).hexdigest()}",
        )  # fmt: skip
        if resource.get("type") != "table":
            continue
        rows = list(csv.DictReader(io.StringIO(written.decode())))
        fields = {f["name"]: f for f in resource["schema"]["fields"]}
        assert list(rows[0]) == list(fields)
        keys = [tuple(row[k] for k in resource["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for row in rows:
            for name, field in fields.items():
                assert row[name] or not field["constraints"]["required"], (row, name)
                assert row[name] in field["constraints"].get("enum", [row[name]])
                assert field["type"] == "string" or row[name] in ("", str(int(row[name] or 0)))
        for reference in resource["schema"]["foreignKeys"]:
            other = table(folder, f"{reference['reference']['resource']}.csv",
                          *reference["reference"]["fields"])  # fmt: skip
            assert all(tuple(row[k] for k in reference["fields"]) in other for row in rows)


def test_csvw_and_dcat_name_the_same_files_and_columns(register: str, tmp_path: Path) -> None:
    folder = tmp_path / "terbuka"
    ask(folder, tmp_path / "home")
    csvw = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert csvw["@context"][0] == "http://www.w3.org/ns/csvw"
    for told in csvw["tables"]:
        head = (folder / told["url"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [c["titles"] for c in told["tableSchema"]["columns"]] == head
        assert set(told["tableSchema"]["primaryKey"]) <= set(head)
    dcat = json.loads((folder / "catalogue.jsonld").read_text(encoding="utf-8"))
    (dataset,) = dcat["dcat:dataset"]
    described = {d["dcat:downloadURL"]["@id"] for d in dataset["dcat:distribution"]}
    assert described == set(FILE_NAMES) - {"catalogue.jsonld", "README.txt"}
    assert [t["@language"] for t in dataset["dcterms:title"]] == ["id", "en"]


def test_the_map_has_boundaries_where_they_were_handed_in(register: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    ask(tmp_path / "titik", home)
    shapes = squares(lambda v: v.bps)
    for feature in shapes["features"]:
        feature["properties"] = {"bps": feature["properties"]["kode"]}
    boundaries_path(home).parent.mkdir(parents=True)
    boundaries_path(home).write_text(json.dumps(shapes), encoding="utf-8")
    ask(tmp_path / "batas", home)
    kinds = {}
    for name in ("titik", "batas"):
        told = json.loads((tmp_path / name / "kelurahan.geojson").read_text(encoding="utf-8"))
        kinds[name] = {f["geometry"]["type"] for f in told["features"]}, told["geometry_note"]
        listed = {feature["id"]: feature["properties"] for feature in told["features"]}
        assert len(listed) == 3
        figures = listed["3275040006"]
        assert (figures["families_1"], figures["families_unranked"]) == (20, 9)
        assert (figures["PKH_listed"], figures["PKH_listed_most"]) == (None, 19)
    assert kinds["titik"][0] == {"Point"}
    assert "Batas kelurahan belum ada" in kinds["titik"][1]
    assert kinds["batas"][0] == {"Polygon"}
