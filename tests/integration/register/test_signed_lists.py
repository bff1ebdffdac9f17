"""A programme's list stays what was signed: changed rows are refused wherever they are used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection as office

from desil.accounts.session import journal_of_office
from desil.accounts.territory import WHOLE_CITY, seen_by
from desil.audit.signed import SignedDiffers
from desil.programmes.lists import places_of
from desil.programmes.loading import load_list
from desil.publication.switch import Recording
from desil.signatures.lists import ListSignature, require_list_as_signed
from tests.filled_registers import Filled
from tests.integration.office.test_programme_lists import (
    AT,
    fill_people,
    kept_list,
    propose,
    sign,
)

ONE, TWO = "3275010101200001", "3275010101200002"
CHANGES = {
    "a family is swapped": "update work_listed_row set family_number = '9'"
    f" where family_number = '{ONE}'",
    "a row is removed": f"delete from work_listed_row where family_number = '{TWO}'",
    "a row is added": "insert into work_listed_row (list_id, place, village_place, state,"
    " family_number, nik, village_code, desil, desil_1_4_ppm, components, counted, rupiah,"
    " is_borderline, is_by_lot) select list_id, 9, 9, state, '9', nik, village_code, desil,"
    " desil_1_4_ppm, components, counted, rupiah, is_borderline, is_by_lot"
    f" from work_listed_row where family_number = '{ONE}'",
    "who waits is listed": "update work_listed_row set state = 'terdaftar'",
    "a place is changed": f"update work_listed_row set place = 7 where family_number = '{TWO}'",
    "an amount is changed": f"update work_listed_row set rupiah = 1 where family_number = '{ONE}'",
    "a kelurahan is emptied": "update work_listed_row set village_code = null"
    f" where family_number = '{TWO}'",
    "a count is changed": "update work_listed_count set families = families + 1",
    "the quota is changed": "update work_programme_list set quota = '99'",
    "words are changed": "update work_programme_list set words = '{}'",
}  # fmt: skip


@pytest.fixture
def register(filled: Filled) -> str:
    return filled(fill_people)


@pytest.fixture
def run(register: str, tmp_path: Path) -> Path:
    (folder,) = (tmp_path / "runs").iterdir()
    return folder


@pytest.fixture
def city(register: str) -> Iterator[str]:
    with office.cursor() as cursor, seen_by(cursor, WHOLE_CITY):
        yield register


@pytest.fixture
def made(city: str, run: Path) -> str:
    """A list that is loaded, recorded, and not proposed yet."""
    found = kept_list(run)
    load_list(city, found, by="petugas", at=AT,
              recording=Recording(journal_of_office(), "system:test"))  # fmt: skip
    return found.frozen.list_id


def signature(url: str, list_id: str) -> ListSignature:
    with psycopg.connect(url) as owner:
        return require_list_as_signed(owner.cursor(), journal_of_office(), list_id)


def alter(url: str, change: str) -> None:
    with psycopg.connect(url) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(change)  # type: ignore[call-overload]


def test_the_log_keeps_the_digest_of_what_was_signed(city: str, made: str) -> None:
    assert signature(city, made) is ListSignature.NOT_SIGNED
    propose(made)
    sign(made)
    assert signature(city, made) is ListSignature.AS_SIGNED
    with psycopg.connect(city) as owner:
        rows = owner.execute(
            "select payload from audit_event where verb like 'LIST%' order by sequence"
        ).fetchall()
    told = [json.loads(payload) for (payload,) in rows]
    assert len({t["digest"] for t in told}) == 1
    assert sorted(told[0]["parts"]) == ["counts", "head", "rows 3275010009"]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_after_the_signature_is_found(name: str, city: str, made: str) -> None:
    propose(made)
    sign(made)
    alter(city, CHANGES[name])
    with pytest.raises(SignedDiffers, match="tidak sama dengan yang ditandatangani"):
        signature(city, made)


@pytest.mark.parametrize("name", CHANGES)
def test_a_list_that_changed_since_its_proposal_is_not_signed(
    name: str, city: str, made: str
) -> None:
    propose(made)
    alter(city, CHANGES[name])
    with pytest.raises(SignedDiffers):
        sign(made)


def test_a_list_that_changed_since_it_was_loaded_is_not_proposed(city: str, made: str) -> None:
    alter(city, CHANGES["a family is swapped"])
    with pytest.raises(SignedDiffers):
        propose(made)


def test_a_list_that_nobody_signed_is_not_in_force(city: str, made: str) -> None:
    alter(
        city,
        "update work_programme_list set state = 'approved', proposed_by = 'user:1',"
        " decided_by = 'user:2'",
    )
    with pytest.raises(SignedDiffers, match="tidak mencatat"):
        signature(city, made)


def test_a_signature_altered_in_the_log_is_found(city: str, made: str) -> None:
    propose(made)
    sign(made)
    alter(city, "update audit_event set payload = '{}' where verb = 'LIST_APPROVE'")
    with pytest.raises(SignedDiffers, match="Peristiwa"):
        signature(city, made)


def test_a_list_signed_before_digests_says_so_and_stays_in_use(
    city: str, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(made)
    with monkeypatch.context() as older:
        older.setattr("desil.programmes.signing.signed_content", lambda *_: {})
        sign(made)
    assert signature(city, made) is ListSignature.NO_DIGEST
    assert places_of(ONE, journal_of_office())[0][1].is_as_signed


def test_a_family_swapped_into_a_list_is_not_told_its_place(city: str, made: str) -> None:
    propose(made)
    sign(made)
    assert places_of(ONE, journal_of_office())[0][1].is_as_signed
    alter(city, f"update work_listed_row set family_number = '{ONE}' where family_number = '{TWO}'")
    assert [place.is_as_signed for _, place in places_of(ONE, journal_of_office())] == [
        False,
        False,
    ]
