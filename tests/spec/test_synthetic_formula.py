"""The frozen formula, recomputed in plain Python from the CSV files, gives each published decile."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import yaml

from desil.dictionary.tables import FAMILY
from desil.engine.progress import Silent
from desil.synthetic.city import make_city

DAYS = ("2025-09-17", "2025-12-17", "2026-03-17")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("city")
    make_city(out, scale=0.003, seed=11, releases=3, progress=Silent())
    return out


def rows(city: Path, day: str, begins: str) -> list[dict[str, str]]:
    (file,) = (city / "deliveries" / "dtsen" / day).glob(f"{begins}_*.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="|"))


def age_on(day: str, born: str) -> int:
    a, b = date.fromisoformat(day), date.fromisoformat(born)
    return a.year - b.year - ((a.month, a.day) < (b.month, b.day))


def band(value: int, *bounds: int) -> int:
    return 1 + sum(value >= bound for bound in bounds)


def facts(day: str, family: dict[str, str], members: list[dict[str, str]]) -> dict[str, int | None]:
    ages = [age_on(day, m["tanggal_lahir"]) for m in members]
    (head,) = (m for m in members if m["status_hubungan_keluarga"] == "1")
    found: dict[str, int | None] = {
        "size": min(len(members), 10),
        "children_0_14": min(sum(a <= 14 for a in ages), 4),
        "aged_65": min(sum(a >= 65 for a in ages), 2),
        "head_sex": int(head["jenis_kelamin"]),
        "head_age_band": band(age_on(day, head["tanggal_lahir"]), 25, 45, 65),
        "head_education": int(head["ijazah_tertinggi_yang_dimiliki"]),
        "head_work": int(head["status_dalam_pekerjaan_utama"] or 0),
        "floor_area_band": band(int(family["luas_lantai"]), 30, 45, 70, 110),
    }
    for column in FAMILY.columns:
        if column.group in ("Perumahan", "Aset") and column.codes and column.name not in found:
            answer = family[column.dtsen_name]
            found[column.name] = int(answer) if answer.isdigit() else None
    return found


@pytest.mark.parametrize("day", DAYS)
def test_the_formula_gives_every_ranked_family_its_published_decile(city: Path, day: str) -> None:
    formula = yaml.safe_load((city / "truth" / "formula_sintetis.yaml").read_text())
    members = defaultdict(list)
    for member in rows(city, day, "anggota_keluarga"):
        members[member["nomor_kartu_keluarga"]].append(member)
    ranked = [f for f in rows(city, day, "keluarga") if f["desil_nasional"]]
    assert len(ranked) > 2000
    for family in ranked:
        known = facts(day, family, members[family["nomor_kartu_keluarga"]])
        score = formula["intercept"]
        for fact, declared in formula["facts"].items():
            score += declared["points"].get(known[fact], 0)
        for column, level in (("desil_nasional", "national"), ("desil_provinsi", "province")):
            decile = 1 + sum(score > cutoff for cutoff in formula["cutoffs"][level])
            assert decile == int(family[column])


def test_city_deciles_are_tenths_of_the_ranked_families(city: Path) -> None:
    ranked = [f for f in rows(city, DAYS[0], "keluarga") if f["desil_nasional"]]
    for decile in range(1, 11):
        here = sum(int(f["desil_kabupaten_kota"]) == decile for f in ranked)
        assert here == pytest.approx(len(ranked) / 10, rel=0.03)
