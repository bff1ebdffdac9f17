"""What was signed and then changed in the database is refused by page, file and count."""

from __future__ import annotations

import psycopg
import pytest
from django.urls import reverse

from desil.audit.models import AuditEvent
from desil.jobs.list_models import ProgrammeList
from desil.jobs.models import Export, Job
from desil.jobs.states import JobKind
from desil.programmes.checking import check_maker
from desil.programmes.making import list_maker
from tests.filled_registers import Filled
from tests.integration.office.test_programme_lists import fill_people
from tests.integration.register.test_signed_publications import fill as fill_recorded
from tests.office_work import DOES, work_off
from tests.people import client_of, user_with

DOING = {
    **DOES,
    JobKind.LIST: list_maker("500MB", 1, "uji"),
    JobKind.CHECK: check_maker("500MB", 1, "uji"),
}


def alter(url: str, change: str) -> None:
    with psycopg.connect(url) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(change)  # type: ignore[call-overload]


def signed_list(url: str) -> ProgrammeList:
    officer, head = client_of(user_with("programme_officer")), client_of(user_with("head"))
    asked = {"programme": "PKH", "period": "2026-Q1", "quota": "1"}
    officer.post("/program/daftar/susun/", asked)
    work_off(url, DOING)
    told = ProgrammeList.objects.get()
    address = f"/program/daftar/{told.pk}/"
    officer.post(f"{address}usul/", {"reason": "triwulan satu"})
    head.post(
        f"{address}putusan/",
        {"answer": "approve", "reason": "sudah diperiksa", "sudah-yakin": "ya"},
    )
    told.refresh_from_db()
    assert told.state == "approved"
    return told


def differences() -> list[tuple[str, str | None, str]]:
    found = AuditEvent.objects.filter(verb="SIGNED_DIFFERS").order_by("sequence")
    return [(e.object_kind, e.object_id, e.outcome) for e in found]


def test_a_list_whose_family_was_swapped_is_neither_shown_nor_handed_out(filled: Filled) -> None:
    url = filled(fill_people)
    told = signed_list(url)
    officer = client_of(user_with("programme_officer"))
    address = f"/program/daftar/{told.pk}/"
    officer.post(f"{address}berkas/", {"purpose": "penyaluran triwulan 1"})
    alter(url, "update work_listed_row set family_number = '3275010101200004' where place = 1")
    work_off(url, DOING)  # the file was asked for before
    export = Export.objects.select_related("job").get()
    assert (export.job.state, export.sha256) == ("failed", "")
    assert "tidak sama dengan yang ditandatangani" in export.job.says
    page = officer.get(address).content.decode()
    assert "tidak sama dengan yang ditandatangani" in page
    assert "Urutan" not in page
    officer.post(f"{address}berkas/", {"purpose": "penyaluran triwulan 1"})
    assert Export.objects.count() == 1
    assert differences() == [("programme_list", told.pk, "refused")] * 3


def test_payments_are_not_counted_on_a_list_that_changed(filled: Filled) -> None:
    url = filled(fill_people)
    told = signed_list(url)
    alter(url, "update work_listed_row set state = 'terdaftar'")
    client_of(user_with("programme_officer")).post(reverse("office:payments_count"))
    work_off(url, DOING)
    job = Job.objects.filter(kind=JobKind.CHECK.value).latest("id")
    assert job.state == "failed"
    assert differences() == [("programme_list", told.pk, "refused")]


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_file_by_name_leaves_only_as_published(filled: Filled, is_swapped: bool) -> None:
    url = filled(fill_recorded)
    officer = client_of(user_with("programme_officer"))
    asked = {"kind": "bnba", "area": "", "standing": "1-4", "order": "address",
             "file_format": "csv", "purpose": "rapat koordinasi"}  # fmt: skip
    officer.post(reverse("office:exports"), asked)
    if is_swapped:
        alter(url, "update family set head_name = 'LAIN' where family_number like '%0001'")
    work_off(url, DOING)
    export = Export.objects.select_related("job").get()
    assert export.job.state == ("failed" if is_swapped else "done")
    assert len(differences()) == int(is_swapped)
