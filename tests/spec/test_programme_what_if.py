"""What would follow from other rules: hand-made cities, and the same answer as a list's."""

from __future__ import annotations

from datetime import UTC, datetime
from math import isclose, sqrt
from pathlib import Path

import pytest

from desil.dictionary.declarations.place import YamlFault
from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import rule_book
from desil.eligibility.what_if.answering import effects_of
from desil.eligibility.what_if.city import resident_city
from desil.eligibility.what_if.effect import Effect, Sums, expected_of
from desil.eligibility.what_if.scenario import question_of
from desil.engine.progress import Silent
from desil.engine.store import Store
from tests.programme_families import database_of, write_run
from tests.table import rows_of

CITY = """
| kk | desil | desil_1_4_ppm | anggota                                 |
| 1  | 1     | 900000        | 1985-01-01; 2015-05-05 sd               |
| 2  | 4     | 600000        | 1985-01-01                              |
| 3  | 5     | 500000        | 1985-01-01; 1986-01-01                  |
| 4  | 5     | 400000        | 1985-01-01 upah=9000000                 |
| 5  | 9     | 100000        | 1985-01-01                              |
| 6  |       |               | 1985-01-01                              |
| 7  | 2     | 800000        | 1985-01-01 pns                          |
"""
QUESTION = """name: uji
programme: SEMBAKO
period: 2026-Q1
scenarios:
  - name: sekarang
  - name: desil 5
    eligible: {desil: desil <= 5}
  - name: tanpa batas upah
    eligible: {desil: desil <= 5}
    excluded: {wage_above_minimum: dihapus}
    amounts: {food: 1_000}
  - name: kuota
    quota: {total: 1}
"""


def effects(home: Path, question: str = QUESTION, city: str = CITY) -> list[Effect]:
    folder = home / "runs" / "run"
    if not folder.exists():
        with database_of(city, home / "spill") as database:
            write_run(database, folder)
    file = home / "pertanyaan.yaml"
    file.write_text(question)
    store = Store(home)
    told = question_of(file, rule_book())
    with resident_city(
        store, folder, told.period.day, store.engine_settings(), Silent()
    ) as database:
        return effects_of(database, told)


def test_each_scenario_is_counted_against_the_first(tmp_path: Path) -> None:
    table = """
    | name             | families | people | rupiah  | waiting | not_judged | entering | leaving |
    | sekarang         | 2        | 3      | 4800000 | 0       | 1          | 0        | 0       |
    | desil 5          | 3        | 5      | 7200000 | 0       | 1          | 1        | 0       |
    | tanpa batas upah | 4        | 6      | 4000    | 0       | 1          | 2        | 0       |
    | kuota            | 1        | 2      | 2400000 | 1       | 1          | 0        | 1       |
    """
    told = [{k: str(getattr(e, k)) for k in r} for e, r in
            zip(effects(tmp_path), rows_of(table), strict=True)]  # fmt: skip
    assert told == rows_of(table)


def test_families_are_counted_by_desil_and_kelurahan(tmp_path: Path) -> None:
    wider = effects(tmp_path)[1]
    assert [(p.key, p.families, p.people, p.rupiah, p.entering, p.leaving)
            for p in (*wider.by_desil, *wider.by_village)] == [
        ("1", 1, 2, 2400000, 0, 0),
        ("4", 1, 1, 2400000, 0, 0),
        ("5", 1, 2, 2400000, 1, 0),
        ("3275010009", 3, 5, 7200000, 1, 0),
    ]  # fmt: skip


def test_the_expected_errors_are_those_of_the_probabilities(tmp_path: Path) -> None:
    first = effects(tmp_path)[0].expected
    assert first is not None
    assert isclose(first.poor_reached.value, 0.9 + 0.6)
    assert isclose(first.coverage.value, 1.5 / (0.9 + 0.6 + 0.5 + 0.4 + 0.1 + 0.8))
    assert isclose(first.not_poor.value, 1 - 1.5 / 2)
    assert first.rupiah_per_poor == round(4_800_000 / 1.5)


def test_the_interval_of_coverage_is_the_delta_method_s() -> None:
    told = expected_of(Sums(200, 100.0, 40.0, 300.0, 150.0, 0, 1_000_000))
    assert told is not None
    deviation = sqrt((300**2 * 40 + 100**2 * 150) / 400**4)
    assert isclose(told.coverage.low, 0.25 - 1.96 * deviation)
    assert isclose(told.coverage.high, 0.25 + 1.96 * deviation)
    assert expected_of(Sums(5, 0.0, 0.0, 3.0, 1.0, 5, 0)) is None


@pytest.mark.parametrize("quota", [1, 2, 5])
def test_a_what_if_without_a_change_is_the_list(tmp_path: Path, quota: int) -> None:
    question = QUESTION.split("  - name: desil 5")[0] + f"    quota: {{total: {quota}}}\n"
    (told,) = effects(tmp_path, question)
    store, run = Store(tmp_path), tmp_path / "runs" / "run"
    kept = make_list(
        store, ListRequest(run, "SEMBAKO", period_of("2026-Q1"), Quota(quota)), rule_book(),
        at=datetime(2026, 4, 1, tzinfo=UTC), code_version="uji",
        settings=store.engine_settings(), progress=Silent(),
    ).kept  # fmt: skip
    with database_of(CITY, tmp_path / "spill") as database:
        rows = database.execute(
            "select count(*) filter (state = 'terdaftar'), count(*) filter (state = 'menunggu'),"
            " sum(rupiah) filter (state = 'terdaftar') from read_parquet($file)",
            {"file": str(kept.folder / "list_row.parquet")},
        ).fetchall()
    assert (told.families, told.waiting, told.rupiah) == rows[0]


def test_a_moved_boundary_moves_the_indicative_decile(tmp_path: Path) -> None:
    question = """name: uji
programme: SEMBAKO
period: 2026-Q1
scenarios:
  - {name: a, eligible: {desil: desil_indicative <= 1}}
  - {name: b, eligible: {desil: desil_indicative <= 1}, cutoffs: {1: 5}}
"""
    city = """
    | kk | desil | anggota    | score_micro | indicative_national | desil_1_4_ppm |
    | 1  | 4     | 1985-01-01 | 5           | 2                   | 500000        |
    | 2  | 4     | 1985-01-01 | 6           | 2                   | 500000        |
    | 3  | 4     | 1985-01-01 |             |                     |               |
    """
    assert [e.families for e in effects(tmp_path, question, city)] == [0, 1]


def test_many_questions_in_a_row_are_answered_as_if_each_were_the_first(tmp_path: Path) -> None:
    first = effects(tmp_path)[0]
    store, file = Store(tmp_path), tmp_path / "geser.yaml"
    begin = QUESTION.split("  - name: desil 5")[0]
    told: list[tuple[int, int]] = []
    with resident_city(
        store,
        tmp_path / "runs" / "run",
        period_of("2026-Q1").day,
        store.engine_settings(),
        Silent(),
    ) as database:
        for desil in (*range(1, 11), 4, 1):
            file.write_text(f"{begin}  - name: geser\n    eligible: {{desil: desil <= {desil}}}\n")
            base, moved = effects_of(database, question_of(file, rule_book()))
            assert base == first
            told.append((moved.families, moved.not_judged))
    assert [n for n, _ in told] == [1, 1, 1, 2, 3, 3, 3, 3, 4, 4, 2, 1]
    assert {u for _, u in told} == {1}


WRONG = """
| from           | to                | says                                           |
| SEMBAKO        | SEMBAKOO          | baris 2 kolom 12: program 'SEMBAKOO'           |
| desil <= 5}    | dsil <= 5}        | baris 7 kolom 23: kata 'dsil' tidak dikenal    |
| food           | foood             | baris 11 kolom 22: tidak ada komponen 'foood'  |
| wage_above_minimum: dihapus | wage: dihapus | baris 10 kolom 22: tidak ada kriteria 'wage' |
| total: 1       | totl: 1           | kunci 'totl' tidak dikenal                     |
"""


@pytest.mark.parametrize("row", rows_of(WRONG), ids=lambda r: r["to"])
def test_a_wrong_question_is_refused_with_its_place(tmp_path: Path, row: dict[str, str]) -> None:
    with pytest.raises(YamlFault) as caught:
        effects(tmp_path, QUESTION.replace(row["from"], row["to"], 1))
    assert row["says"] in caught.value.message


def test_six_scenarios_are_too_many(tmp_path: Path) -> None:
    with pytest.raises(YamlFault, match="ada 6 skenario"):
        effects(tmp_path, QUESTION + "  - {name: kelima}\n  - {name: keenam}\n")
