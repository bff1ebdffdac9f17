"""One finding about payments leaves as a workbook by name: its rows are those of the definition;
for the area that is asked for, with a purpose, for who may, recorded with the families in it."""

import io
import json
from collections.abc import Iterator

import pytest
from django.test import Client
from openpyxl import load_workbook  # type: ignore[import-untyped]

from desil.audit.models import AuditEvent
from desil.jobs.list_models import ProgrammeList
from desil.jobs.models import Export, Job
from tests.integration.office.test_payments_page import MAKES, counted, register, text_of
from tests.office_work import work_off
from tests.people import client_of, user_with
from tests.table import rows_of

__all__ = ["counted", "register"]

PAGE, ADDRESS = "/program/penyaluran/", "/program/penyaluran/berkas/"
TOLD = {"program": "PKH", "wilayah": "", "purpose": "tanya penyalur"}
FOUND = rows_of(
    """
    | finding           | family           | name | amount |
    | listed_not_paid   | 3275010101200002 | DUA  |        |
    | paid_not_listed   | 3275010101200003 | TIGA | 100    |
    | paid_not_listed   | 3275010101200004 | EMPT | 200    |
    | paid_twice        | 3275010101200004 | EMPT | 200    |
    | paid_unknown      | 3275010101209999 |      | 100    |
    | paid_in_6_plus    | 3275010101200004 | EMPT | 200    |
    """
)


@pytest.fixture
def officer(counted: str) -> Client:
    """Who takes files by name out."""
    return client_of(user_with("programme_officer"))


def rows_in(officer: Client, register: str, told: dict[str, str]) -> list[tuple[object, ...]]:
    """The rows of the workbook that was asked for, below its headings."""
    answer = officer.post(ADDRESS, told)
    work_off(register, MAKES)
    body = b"".join(officer.post(f"{answer['Location']}unduh/"))
    sheet = load_workbook(io.BytesIO(body)).active
    rows = list(sheet.iter_rows(values_only=True))
    first = next(n for n, row in enumerate(rows) if row[0] == "kecamatan")
    return rows[first + 1 :]


def named(rows: list[tuple[object, ...]]) -> Iterator[tuple[str, str, str]]:
    for _district, _village, _address, family, _nik, name, _desil, amount, *_ in rows:
        yield str(family), str(name or ""), str(amount or "")


@pytest.mark.parametrize("finding", sorted({r["finding"] for r in FOUND}))
def test_the_rows_are_those_that_were_counted(counted: str, officer: Client, finding: str) -> None:
    expected = [(r["family"], r["name"], r["amount"]) for r in FOUND if r["finding"] == finding]
    rows = rows_in(officer, counted, TOLD | {"finding": finding})
    assert sorted(named(rows)) == expected
    assert {row[-1] for row in rows} == {"2026-01"}
    told = ProgrammeList.objects.get().pk
    made = AuditEvent.objects.get(verb="EXPORT_MAKE")
    assert len(made.subjects) == len({r["family"] for r in FOUND if r["finding"] == finding})
    assert json.loads(AuditEvent.objects.get(verb="EXPORT_ASK").payload)["list"] == told


def test_only_the_area_that_is_asked_for(counted: str, officer: Client) -> None:
    asked = TOLD | {"finding": "paid_not_listed"}
    there = rows_in(officer, counted, asked | {"wilayah": "3275040005"})
    assert [f for f, *_ in named(there)] == ["3275010101200003", "3275010101200004"]
    officer.post(ADDRESS, asked | {"wilayah": "3275040006"})
    work_off(counted, MAKES)
    assert Job.objects.latest("pk").state == "failed"  # nobody there: said, not an empty file


def test_what_is_wrong_is_asked_again_and_nothing_is_made(officer: Client) -> None:
    asked = TOLD | {"finding": "paid_twice"}
    for wrong in ({"finding": "all"}, {"purpose": "x"}, {"wilayah": "9"}):
        page = officer.post(ADDRESS, asked | wrong, follow=True).content.decode()
        assert "Pilih temuannya" in page
    assert officer.post(ADDRESS, asked | {"program": "PIP"}).status_code == 404
    assert not Export.objects.exists()


@pytest.mark.usefixtures("counted")
def test_who_takes_no_files_by_name_out_sees_no_form_and_gets_none() -> None:
    verifier = client_of(user_with("verifier"))
    assert ADDRESS not in text_of(verifier, PAGE)
    assert verifier.post(ADDRESS, TOLD | {"finding": "paid_twice"}).status_code == 403
    assert ADDRESS in text_of(client_of(user_with("programme_officer")), PAGE)
