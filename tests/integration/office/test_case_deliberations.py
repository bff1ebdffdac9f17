"""A deliberation recorded from a workbook: all of it or nothing, and never twice."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desil.cases.models import Case, CaseEvent, CaseEvidence
from desil.cases.queries.flags import Flag, flags_of
from desil.cases.territory_scope import seeing_city
from tests.case_office import (
    FIRST,
    OTHER_VILLAGE,
    SECOND,
    THIRD,
    VILLAGE,
    again,
    fill_case_office,
)
from tests.case_pictures import picture
from tests.case_walk import take_step, walked_to
from tests.filled_registers import Filled
from tests.people import signed_in
from tests.spec.test_cases_deliberation import NEW, floor, sheet_of

PAGE = "/permohonan/musyawarah/"


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def send(workbook: bytes, client: Client | None = None, **told: object) -> str:
    sent: dict[str, object] = {
        "held_on": "2026-11-20",
        "attended": "14",
        "minutes": SimpleUploadedFile("a.jpg", picture(1)),
        "attendance_list": SimpleUploadedFile("b.jpg", picture(2)),
        "workbook": SimpleUploadedFile("c.xlsx", workbook),
    }
    answer = (client or signed_in("operator")).post(PAGE, sent | told)
    assert answer.status_code == 200
    return str(answer.content.decode())


def counted() -> tuple[int, int]:
    """How many cases and pieces of evidence there are."""
    with seeing_city():
        return Case.objects.count(), CaseEvidence.objects.count()


def test_one_workbook_decides_some_cases_and_opens_others() -> None:
    agreed, refused = walked_to("deliberate"), walked_to("deliberate", seed=2, family_number=SECOND)
    workbook = sheet_of(
        {"Nomor permohonan": agreed.number, "Hasil musyawarah": "setuju"},
        {"Nomor permohonan": refused.number, "Hasil musyawarah": "tidak setuju",
         "Kode alasan": "B4"},
        NEW | {"Nomor KK": THIRD, floor(): "Tanah"},
    )  # fmt: skip
    client = signed_in("operator", villages=[VILLAGE, OTHER_VILLAGE])
    page = send(workbook, client)
    assert "3 baris selesai" in page
    assert len(re.findall(r"[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}", page)) == 1  # a ticket for the new one
    assert (again(agreed).step, again(refused).standing) == ("visit", "refused")
    with seeing_city():
        event = CaseEvent.objects.get(case=agreed, move="advance", step="deliberate")
        assert event.details == {"held_on": "2026-11-20", "attended": 14}
        opened = Case.objects.exclude(pk__in=[agreed.pk, refused.pk]).get()
        assert (opened.kind, opened.family_number, opened.door) == (
            "decile_too_high", THIRD, "kelurahan",
        )  # fmt: skip
        papers = CaseEvidence.objects.filter(case=opened).order_by("document")
        assert [p.document for p in papers] == ["attendance_list", "minutes"]
    before = counted()
    assert "3 baris selesai" in send(workbook, client)  # sent again: as it was
    assert counted() == before


def test_a_new_row_is_not_deliberated_again_and_what_was_not_agreed_on_is_recorded() -> None:
    page = send(
        sheet_of(
            NEW | {floor(): "Tanah"},
            NEW | {"Nomor KK": SECOND, "Hasil musyawarah": "tidak setuju", "Kode alasan": "B4"},
        )
    )
    assert "2 baris selesai" in page
    with seeing_city():
        agreed, refused = Case.objects.order_by("pk")
        assert (refused.standing, refused.reason) == ("refused", "B4")
        event = CaseEvent.objects.get(case=refused, move="refuse")
        assert event.details == {"held_on": "2026-11-20", "attended": 14}
    while agreed.step in {"complete", "deliberate"}:
        assert agreed.step != "deliberate"
        take_step(agreed)
        agreed = again(agreed)
    assert agreed.step == "visit"


def test_one_document_of_one_meeting_is_no_sign_and_in_another_meeting_it_is() -> None:
    first = sheet_of(NEW, NEW | {"Nomor KK": SECOND})
    send(first)
    with seeing_city():
        one, other = Case.objects.order_by("pk")
        assert [noticed.flag for noticed in flags_of(one)] == []
        Case.objects.update(standing="withdrawn", step=None)
    send(first, held_on="2026-11-21")
    with seeing_city():
        assert {noticed.flag for noticed in flags_of(one)} == {Flag.SAME_PHOTO}
        assert other.number not in flags_of(one)[0].others


def test_a_second_open_case_about_a_family_is_not_begun_by_a_row() -> None:
    there = walked_to("deliberate")
    before = counted()
    page = send(sheet_of(NEW))
    assert f"Sudah ada permohonan terbuka tentang keluarga ini: {there.number}" in page
    assert counted() == before


def test_while_a_row_is_wrong_nothing_is_recorded() -> None:
    agreed = walked_to("deliberate")
    waits_elsewhere = walked_to("visit", seed=2, family_number=SECOND)
    before = counted()
    page = send(
        sheet_of(
            {"Nomor permohonan": agreed.number, "Hasil musyawarah": "setuju"},
            {"Nomor permohonan": waits_elsewhere.number, "Hasil musyawarah": "setuju"},
            NEW | {"Nomor KK": THIRD},  # of another kelurahan
            NEW | {floor(): "Emas"},
        )
    )
    assert "Belum ada yang dicatat" in page
    assert "3 hal perlu diperbaiki" in page
    assert "tidak menunggu musyawarah" in page
    assert "di luar wilayah tugas" in page
    assert again(agreed).step == "deliberate"
    assert counted() == before


def test_whoever_may_not_enter_sees_nothing() -> None:
    assert signed_in("auditor").get(PAGE).status_code == 403
    assert signed_in("auditor").get(f"{PAGE}lembar.xlsx").status_code == 403


def test_the_sheet_has_the_waiting_cases_of_the_territory_and_no_person() -> None:
    case = walked_to("deliberate")
    answer = signed_in("operator").get(f"{PAGE}lembar.xlsx")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert FIRST.encode() not in answer.content
    assert case.number
    assert "1 permohonan menunggu musyawarah" in signed_in("operator").get(PAGE).content.decode()


def test_a_day_that_has_not_come_is_refused() -> None:
    assert "belum tiba" in send(sheet_of(NEW), held_on="2036-01-01")
