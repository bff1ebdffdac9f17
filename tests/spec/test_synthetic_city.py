"""The made-up city adds up to the published table, moves between releases, and is nobody's."""

import csv
import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from desil.engine.progress import Silent
from desil.errors import UsageFault
from desil.synthetic.city import make_city
from tests.table import rows_of

PUBLISHED = rows_of(
    """
    | desil    | families | people    |
    | 1        | 30147    | 94894     |
    | 2        | 29052    | 98932     |
    | 3        | 37748    | 117061    |
    | 4        | 38516    | 136590    |
    | 5        | 47235    | 157117    |
    | 6-10     | 538657   | 1791149   |
    | unranked | 103463   | 221853    |
    """
)
FIRST, SECOND, THIRD = "2025-09-17", "2025-12-17", "2026-03-17"
SCALE = 0.004


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("city")
    make_city(out, scale=SCALE, seed=7, releases=3, progress=Silent())
    return out


def release(city: Path, day: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    tables = []
    for listed in json.loads((city / "deliveries" / "index.json").read_text()):
        if (listed["source"], listed["date"]) == ("dtsen", day):
            for name in listed["files"]:
                with (city / "deliveries" / name).open(encoding="utf-8", newline="") as lines:
                    tables.append(list(csv.DictReader(lines, delimiter="|")))
    families, members = tables
    return families, members


def group_of(family: dict[str, str]) -> str:
    decile = family["desil_nasional"]
    return "unranked" if decile == "" else decile if int(decile) <= 5 else "6-10"


def test_the_first_release_adds_up_to_the_published_table(city: Path) -> None:
    families, members = release(city, FIRST)
    sizes = Counter(m["nomor_kartu_keluarga"] for m in members)
    kk = Counter(group_of(f) for f in families)
    jiwa: Counter[str] = Counter()
    for family in families:
        jiwa[group_of(family)] += sizes[family["nomor_kartu_keluarga"]]
    assert len(families) == round(824_818 * SCALE)
    assert len(members) == round(2_617_596 * SCALE)
    for row in PUBLISHED:
        assert abs(kk[row["desil"]] - int(row["families"]) * SCALE) < 1
        assert abs(jiwa[row["desil"]] - int(row["people"]) * SCALE) < 1


@pytest.mark.full_scale
def test_at_full_scale_it_is_the_published_table_to_the_last_person(tmp_path: Path) -> None:
    report = make_city(tmp_path, scale=1.0, seed=7, releases=1, progress=Silent())
    assert report.families == {row["desil"]: int(row["families"]) for row in PUBLISHED}
    assert report.people == {row["desil"]: int(row["people"]) for row in PUBLISHED}


@pytest.mark.parametrize("day", [FIRST, SECOND, THIRD])
def test_every_family_has_one_head_and_as_many_members_as_it_states(city: Path, day: str) -> None:
    families, members = release(city, day)
    sizes = Counter(m["nomor_kartu_keluarga"] for m in members)
    heads = Counter(
        m["nomor_kartu_keluarga"] for m in members if m["status_hubungan_keluarga"] == "1"
    )
    stated = {f["nomor_kartu_keluarga"]: int(f["jumlah_anggota_keluarga"]) for f in families}
    assert stated == dict(sizes)
    assert heads == dict.fromkeys(stated, 1)


@pytest.mark.parametrize("day", [FIRST, SECOND, THIRD])
def test_every_nik_is_valid_unique_and_nobodys(city: Path, day: str) -> None:
    _, members = release(city, day)
    niks = [m["nomor_induk_kependudukan"] for m in members]
    assert len(set(niks)) == len(niks)
    for member, nik in zip(members, niks, strict=True):
        born = date.fromisoformat(member["tanggal_lahir"])
        written = born.day + (40 if member["jenis_kelamin"] == "2" else 0)
        assert nik[6:12] == f"{written:02d}{born.month:02d}{born.year % 100:02d}"
        assert 8001 <= int(nik[12:]) <= 9999


def test_about_seventy_percent_have_a_nik_of_this_city(city: Path) -> None:
    _, members = release(city, FIRST)
    here = sum(m["nomor_induk_kependudukan"].startswith("3275") for m in members)
    assert here / len(members) == pytest.approx(0.70, abs=0.02)


def test_between_releases_families_rise_fall_move_come_go_and_get_ranked(city: Path) -> None:
    before = {f["nomor_kartu_keluarga"]: f for f in release(city, FIRST)[0]}
    after = {f["nomor_kartu_keluarga"]: f for f in release(city, SECOND)[0]}
    both = [(before[k], after[k]) for k in before.keys() & after.keys()]
    deciles = [(a["desil_nasional"], b["desil_nasional"]) for a, b in both]
    ranked = [(int(a), int(b)) for a, b in deciles if a and b]
    assert any(a < b for a, b in ranked), "nobody rose"
    assert any(a > b for a, b in ranked), "nobody fell"
    assert any(not a and b for a, b in deciles), "nobody was ranked"
    assert any(a["kode_kelurahan_desa"] != b["kode_kelurahan_desa"] for a, b in both)
    assert after.keys() - before.keys(), "nobody came"
    assert before.keys() - after.keys(), "nobody left"


def test_people_are_born_and_die_and_events_say_so(city: Path) -> None:
    niks = [{m["nomor_induk_kependudukan"] for m in release(city, d)[1]} for d in (FIRST, SECOND)]
    events = pl.read_parquet(city / "truth" / f"event_{SECOND}_sintetis.parquet")
    kinds = Counter(events["kind"].to_list())
    assert kinds["birth"] > 0
    assert kinds["death"] > 0
    assert len(niks[1] - niks[0]) >= kinds["birth"]
    assert len(niks[0] - niks[1]) >= kinds["death"]


def test_every_source_is_there_and_says_that_it_is_made_up(city: Path) -> None:
    listed = json.loads((city / "deliveries" / "index.json").read_text())
    sources = {entry["source"] for entry in listed}
    assert sources == {
        *("dtsen", "dukcapil", "dtks", "regsosek", "p3ke"),
        *("pln", "asn", "bpjs_tk", "penerima", "survei"),
    }
    assert [e["date"] for e in listed] == sorted(e["date"] for e in listed)
    for entry in listed:
        for name in entry["files"]:
            assert "_sintetis" in name
            assert (city / "deliveries" / name).is_file()
    for file in (city / "truth").glob("*.parquet"):
        assert pl.read_parquet_metadata(file)["synthetic"] == "true"


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    def bytes_of(folder: str, seed: int) -> dict[str, str]:
        out = tmp_path / folder
        make_city(out, scale=0.001, seed=seed, releases=2, progress=Silent())
        files = sorted(p for p in out.rglob("*") if p.is_file())
        return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    once = bytes_of("once", 7)
    assert once == bytes_of("again", 7)
    assert once != bytes_of("other", 8)


@pytest.mark.parametrize("scale", [0.0, -1.0, 1.5])
def test_an_impossible_scale_is_refused_with_what_is_allowed(tmp_path: Path, scale: float) -> None:
    with pytest.raises(UsageFault) as refused:
        make_city(tmp_path, scale=scale, progress=Silent())
    assert "Skala" in refused.value.hint
