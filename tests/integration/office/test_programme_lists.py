"""A run's answers in the register, and a list proposed by one person and signed by another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection as office
from django.db.utils import DatabaseError

from desil.accounts.session import journal_of_office
from desil.accounts.territory import WHOLE_CITY, Territory, seen_by
from desil.dictionary.columns.eligibility import Outcome
from desil.eligibility.lists.frozen import StoredList
from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import rule_book
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.errors import Conflict, NotFound, Refused
from desil.jobs.jobs import Asker
from desil.programmes.answers import answers_of, counts_by_area
from desil.programmes.lists import (
    all_lists,
    counts_of,
    list_numbered,
    places_of,
    rows_of,
)
from desil.programmes.loading import load_list
from desil.programmes.signing import (
    propose_list,
    revoke_list,
    sign_list,
    withdraw_list,
)
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.linked_city import run_in, write_release, write_source
from tests.table import rows_of as table_of

AT = datetime(2026, 4, 1, tzinfo=UTC)
ANI, BUDI = Asker("user:ani", "Ani"), Asker("user:budi", "Budi")
PEOPLE = """
| nik              | family           | name | born       | sex | role | village    | address |
| 3275014101600001 | 3275010101200001 | SATU | 1950-01-01 | 2   | 1    | 3275010009 | JL A    |
| 3275014101600002 | 3275010101200002 | DUA  | 1951-01-01 | 2   | 1    | 3275010009 | JL B    |
| 3275014101600003 | 3275010101200003 | TIGA | 1952-01-01 | 2   | 1    | 3275010011 | JL C    |
| 3275014101600004 | 3275010101200004 | EMPT | 1953-01-01 | 2   | 1    | 3275010011 | JL D    |
"""
FAMILIES = """
| family           | decile |
| 3275010101200001 | 1      |
| 3275010101200002 | 2      |
| 3275010101200003 | 3      |
| 3275010101200004 | 9      |
"""


def fill_people(home: Path, url: str) -> None:
    """A filling: a published run of people, one of whom is a civil servant."""
    write_release(home, table_of(PEOPLE), table_of(FAMILIES))
    asn = [{"nip": "195201012020122001", "nik": "3275014101600003", "name": "TIGA"}]
    write_source(home, "asn", asn)
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())


@pytest.fixture
def register(filled: Filled) -> str:
    return filled(fill_people)


@pytest.fixture
def run(register: str, tmp_path: Path) -> Path:
    """The folder of the published run."""
    (folder,) = (tmp_path / "runs").iterdir()
    return folder


@pytest.fixture
def city(register: str) -> Iterator[str]:
    with office.cursor() as cursor, seen_by(cursor, WHOLE_CITY):
        yield register


def kept_list(run: Path, quota: int = 1) -> StoredList:
    store = Store(run.parent.parent)
    asked = ListRequest(run, "PKH", period_of("2026-Q1"), Quota(quota))
    return make_list(
        store, asked, rule_book(), at=AT, code_version="uji",
        settings=store.engine_settings(memory_limit="500MB"), progress=Silent(),
    ).kept  # fmt: skip


def loaded(run: Path, url: str, quota: int = 1) -> str:
    made = kept_list(run, quota)
    assert load_list(url, made, by="petugas", at=AT)
    return made.frozen.list_id


def propose(list_id: str, by: Asker = ANI) -> None:
    propose_list(list_id, reason="uji", by=by, at=AT, journal=journal_of_office())


def sign(list_id: str, by: Asker = BUDI, *, is_approved: bool = True) -> None:
    sign_list(list_id, is_approved=is_approved, reason="uji", by=by, at=AT,
              journal=journal_of_office())  # fmt: skip


def test_a_family_is_told_what_every_programme_says_of_it(city: str) -> None:
    told = {a.programme: a for a in answers_of("3275010101200001")}
    assert told["PKH"].outcome is Outcome.ELIGIBLE
    assert [(c.number, c.label.id, c.is_specific) for c in told["PKH"].components] == [
        (1, "lanjut usia 60 tahun ke atas", False)
    ]
    assert told["PKH"].rupiah == 2_400_000
    other = {a.programme: a for a in answers_of("3275010101200003")}
    assert other["PKH"].outcome is Outcome.EXCLUDED
    assert "PNS" in other["PKH"].says.id
    last = {a.programme: a for a in answers_of("3275010101200004")}
    assert last["PKH"].says.id == "Syarat tidak terpenuhi: desil nasional paling tinggi 4"


def test_answers_are_counted_by_area_and_add_up(city: str) -> None:
    for area, families in (("", 4), ("3275010", 4), ("3275010009", 2)):
        counts = counts_by_area(area, "PKH")
        assert sum(c.families for c in counts) == families
    assert counts_by_area("", "PKH")[0].million_rupiah == 4


def test_a_family_of_another_kelurahan_is_not_told(register: str) -> None:
    with office.cursor() as cursor, seen_by(cursor, Territory(frozenset({"3275010011"}))):
        assert answers_of("3275010101200001") == []
        assert answers_of("3275010101200003") != []


def test_a_list_is_loaded_once_and_read_page_by_page(city: str, run: Path) -> None:
    made = loaded(run, city)
    assert not load_list(city, kept_list(run), by="petugas", at=AT)
    told = list_numbered(made)
    assert (told.listed, told.waiting) == (1, 1)
    first, total = rows_of(told, size=1)
    second, _ = rows_of(told, start=1, size=1)
    assert total == 2
    assert [p.family_number[-1] for p in (*first, *second)] == ["1", "2"]
    assert (first[0].state, second[0].state) == ("terdaftar", "menunggu")
    assert first[0].address == "JL A"
    assert sum(c["families"] for c in counts_of(told)) == 4
    assert [p.pk for p in all_lists("PKH")] == [made]


def test_rows_of_another_kelurahan_are_not_seen(register: str, run: Path) -> None:
    made = loaded(run, register)
    with office.cursor() as cursor, seen_by(cursor, Territory(frozenset({"3275010011"}))):
        assert rows_of(list_numbered(made)) == ([], 0)


def test_the_office_changes_no_row_of_a_list(city: str, run: Path) -> None:
    made = loaded(run, city)
    with office.cursor() as cursor:
        cursor.execute("update work_listed_row set state = 'terdaftar'")
        assert cursor.rowcount == 0
        cursor.execute("delete from work_listed_row")
        assert cursor.rowcount == 0
    with psycopg.connect(city) as owner:
        assert owner.execute("select count(*) from work_listed_row").fetchone() == (2,)
    with office.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute(
            "insert into work_listed_row (list_id, place, village_place, state, family_number)"
            " values (%s, 9, 9, 'terdaftar', '1')",
            [made],
        )


def test_a_second_person_signs_and_only_then_a_family_has_a_place(city: str, run: Path) -> None:
    made = loaded(run, city)
    propose(made)
    assert places_of("3275010101200001", journal_of_office()) == []
    with pytest.raises(Refused):
        sign(made, ANI)
    sign(made)
    ((told, place),) = places_of("3275010101200001", journal_of_office())
    assert (told.pk, place.place, place.state) == (made, 1, "terdaftar")
    with pytest.raises(Conflict):
        sign(made)
    verbs = _verbs(city)
    assert verbs[-2:] == ["LIST_PROPOSE", "LIST_APPROVE"]


def _verbs(url: str) -> list[str]:
    with psycopg.connect(url) as owner:
        rows = owner.execute("select verb from audit_event order by 1").fetchall()
    found = [r[0] for r in rows if r[0].startswith("LIST")]
    return sorted(found, reverse=True)


def test_one_list_of_a_period_waits_or_is_in_force(city: str, run: Path) -> None:
    first, second = loaded(run, city, 1), loaded(run, city, 2)
    propose(first)
    with pytest.raises(Conflict):
        propose(second)
    with pytest.raises(Refused):
        withdraw_list(first, by=BUDI, at=AT, journal=journal_of_office())
    withdraw_list(first, by=ANI, at=AT, journal=journal_of_office())
    propose(second)
    sign(second)
    with pytest.raises(Conflict):
        propose(first)
    with pytest.raises(Refused):
        revoke_list(second, reason="uji", by=ANI, at=AT, journal=journal_of_office())
    revoke_list(second, reason="uji", by=BUDI, at=AT, journal=journal_of_office())
    propose(first)
    sign(first, is_approved=False)
    assert list_numbered(first).state == "rejected"
    with pytest.raises(NotFound):
        list_numbered("tidakada")


def test_the_database_itself_refuses_one_person_in_both_places(city: str, run: Path) -> None:
    made = loaded(run, city)
    propose(made)
    told = list_numbered(made)
    told.state, told.decided_by = "approved", told.proposed_by
    with pytest.raises(DatabaseError, match="a_second_person_signs"):
        told.save()
