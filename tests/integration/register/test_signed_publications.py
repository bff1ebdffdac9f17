"""A publication stays what was published: every altered row is found and named, masked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from desil.accounts.session import journal_of_office
from desil.audit.signed import SignedDiffers
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.publication.action import publish
from desil.publication.switch import Recording
from desil.signatures.publications import (
    NO_DIGEST,
    publication_findings,
    require_rows_as_published,
)
from desil.signatures.rows import Part
from tests.filled_registers import Filled
from tests.linked_city import run_in, write_release
from tests.table import rows_of

AT = datetime(2026, 4, 1, tzinfo=UTC)
ONE, TWO, THREE = "3275010101200001", "3275010101200002", "3275010101200003"
PEOPLE = f"""
| nik              | family  | name | born       | sex | role | village    | address |
| 3275014101600001 | {ONE}   | SATU | 1950-01-01 | 2   | 1    | 3275010009 | JL A    |
| 3275014101600002 | {TWO}   | DUA  | 1951-01-01 | 2   | 1    | 3275010009 | JL B    |
| 3275014101600003 | {THREE} | TIGA | 1952-01-01 | 2   | 1    | 3275010011 | JL C    |
"""
FAMILIES = f"""
| family  | decile |
| {ONE}   | 1      |
| {TWO}   | 9      |
| {THREE} | 10     |
"""


def fill(home: Path, url: str) -> None:
    write_release(home, rows_of(PEOPLE), rows_of(FAMILIES))
    folder = run_in(home).folder
    recording = Recording(journal_of_office(), "system:test")  # adds the run's digest itself
    publish(folder, url=url, by="petugas", at=AT, progress=Silent(), recording=recording)


CHANGES = {
    "a family is swapped": (
        f"update family set head_name = 'LAIN', address = 'JL X' where family_number = '{ONE}'",
        ("family", 0, 0, 1),
    ),
    "a number is swapped": (
        "update family_decile set family_number = '3275010101209999'"
        f" where family_number = '{ONE}'",
        ("family_decile", 1, 1, 0),
    ),
    "a decile is lowered": (
        f"update family_decile set decile_national = 1 where family_number = '{TWO}'",
        ("family_decile", 0, 0, 1),
    ),
    "a rank is taken away": (
        "update family_decile set decile_national = null, unranked_reason = 'x'"
        f" where family_number = '{THREE}'",
        ("family_decile", 0, 0, 1),
    ),
    "a family is removed": (
        f"delete from family where family_number = '{TWO}'",
        ("family", 1, 0, 0),
    ),
    "a person is removed": ("delete from person where nik like '%0003'", ("person", 1, 0, 0)),
    "a person's name is emptied": (
        "update person set name = '' where nik like '%0003'",
        ("person", 0, 0, 1),
    ),
    "a person's name is not known": (
        "update person set name = null where nik like '%0003'",
        ("person", 0, 0, 1),
    ),
    "a kelurahan is changed": (
        "update membership set village_code = '3275010011' where nik like '%0001'",
        ("membership", 0, 0, 1),
    ),
    "an area has other counts": (
        "update area_recap set families_1 = families_1 + 1 where level = 'kota'",
        ("area_recap", 0, 0, 1),
    ),
}  # fmt: skip


@pytest.fixture
def register(filled: Filled) -> str:
    return filled(fill)


def findings(url: str, home: Path) -> list[tuple[str, object]]:
    with psycopg.connect(url, autocommit=True) as owner:
        found = list(publication_findings(owner, journal_of_office(), Store(home)))
    return [
        (says, (rows.table, rows.removed, rows.added, rows.changed) if rows else None)
        for _, says, rows in found
    ]


def alter(url: str, change: str) -> None:
    with psycopg.connect(url) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(change)  # type: ignore[call-overload]


def test_what_was_published_is_what_is_there(register: str, tmp_path: Path) -> None:
    assert findings(register, tmp_path) == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_row_is_found(name: str, register: str, tmp_path: Path) -> None:
    change, expected = CHANGES[name]
    alter(register, change)
    assert ("", expected) in findings(register, tmp_path)


def test_the_numbers_that_differ_are_masked(register: str, tmp_path: Path) -> None:
    alter(register, CHANGES["a family is swapped"][0])
    with psycopg.connect(register, autocommit=True) as owner:
        ((_, _, rows),) = publication_findings(owner, journal_of_office(), Store(tmp_path))
    assert rows is not None
    assert rows.some == ("327501********01",)


def test_a_changed_file_of_the_run_is_found(register: str, tmp_path: Path) -> None:
    (folder,) = (tmp_path / "runs").iterdir()
    with (folder / "family.parquet").open("ab") as file:
        file.write(b"x")
    ((says, _),) = findings(register, tmp_path)
    assert "berubah (family)" in says


def test_a_publication_made_current_by_hand_is_found(register: str, tmp_path: Path) -> None:
    alter(
        register,
        "with before as (update publication set is_current = false returning 1)"
        " insert into publication (id, run_id, state, is_current, started_at)"
        " select 99, run_id, 'published', false, started_at from publication",
    )
    alter(register, "update publication set is_current = true where id = 99")
    says = [said for said, _ in findings(register, tmp_path)]
    assert "berlaku, tetapi bukan yang terakhir diterbitkan menurut log" in says
    assert NO_DIGEST in says


def test_files_are_refused_for_the_part_that_differs_only(register: str, tmp_path: Path) -> None:
    alter(register, CHANGES["a family is swapped"][0])
    with psycopg.connect(register, autocommit=True) as owner:
        told = (owner, journal_of_office(), Store(tmp_path))
        require_rows_as_published(*told, Part(area="3275010011"))
        require_rows_as_published(*told, Part(families=[THREE]))
        for part in (Part(), Part(area="3275010009"), Part(families=[ONE, THREE])):
            with pytest.raises(SignedDiffers, match="bukan yang diterbitkan"):
                require_rows_as_published(*told, part)
