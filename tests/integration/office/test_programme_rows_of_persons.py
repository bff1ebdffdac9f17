"""Lists of persons: each by their own name; what hints at disability stays closed to most."""

from pathlib import Path

import pytest
from django.db import connection as office

from desil.accounts.masking import mask_name
from desil.accounts.session import journal_of_office
from desil.accounts.territory import WHOLE_CITY, seen_by
from desil.audit.models import AuditEvent
from desil.engine.progress import Silent
from desil.office.programmes.of_family import place_rows
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.integration.office.test_programme_lists import AT
from tests.integration.office.test_programme_pages import made, text_of
from tests.linked_city import run_in, write_release
from tests.people import client_of, user_with
from tests.table import rows_of

PEOPLE = """
| nik              | family           | name   | born       | sex | role | village    | address |
| 3275014101600001 | 3275010101200001 | MARWAN | 1950-01-01 | 2   | 1    | 3275010009 | JL A    |
| 3275014101600002 | 3275010101200001 | ZULEHA | 1990-01-01 | 2   | 3    | 3275010009 | JL A    |
"""
FAMILIES = """
| family           | decile |
| 3275010101200001 | 1      |
"""


def fill_people(home: Path, url: str) -> None:
    """A filling: a published run in the office's home."""
    write_release(home, rows_of(PEOPLE), rows_of(FAMILIES))
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())


@pytest.fixture
def register(filled: Filled) -> str:
    """A published run with one family of two."""
    return filled(fill_people)


def test_a_person_on_a_list_stands_there_by_their_own_name(register: str) -> None:
    client = client_of(user_with("programme_officer"))
    told = made(register, client, programme="PBI-JK", quota="9")
    page = text_of(client, f"/program/daftar/{told.pk}/")
    assert (told.unit, told.listed) == ("person", 2)
    assert page.count(mask_name("ZULEHA")) == 1
    assert page.count(mask_name("MARWAN")) == 1


def test_rows_that_hint_at_disability_are_for_those_who_may_read_it(register: str) -> None:
    officer, verifier = (client_of(user_with(r)) for r in ("programme_officer", "verifier"))
    told = made(register, officer, programme="ATENSI", quota="9")
    address = f"/program/daftar/{told.pk}/"
    closed, opened = text_of(officer, address), text_of(verifier, address)
    assert "hanya untuk yang boleh membacanya" in closed
    assert "di wilayah tugas Anda" not in closed
    assert "di wilayah tugas Anda" in opened
    assert AuditEvent.objects.filter(verb="LIST_READ").count() == 1
    pkh = made(register, officer, quota="9")
    assert "di wilayah tugas Anda" in text_of(officer, f"/program/daftar/{pkh.pk}/")


def test_a_family_s_place_on_such_a_list_is_told_only_while_that_is_open(register: str) -> None:
    told = made(register, client_of(user_with("programme_officer")), quota="9")
    told.state, told.proposed_by, told.decided_by = "approved", "user:1", "user:2"
    told.save()
    family, journal = "3275010101200001", journal_of_office()
    with office.cursor() as cursor, seen_by(cursor, WHOLE_CITY):
        assert [p.list_id for p in place_rows(family, journal, specific=False)] == [told.pk]
        component = {"id": "a", "en": "a", "specific": "ya", "needs": ""}
        told.words = told.words | {"components": {"a": component}}
        told.save()
        assert place_rows(family, journal, specific=False) == []
        assert [p.list_id for p in place_rows(family, journal, specific=True)] == [told.pk]
