"""A home visit sent from one page: as a phone's form, once however often it is sent."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desil.cases.actions.people import RESIDENT
from desil.cases.actions.steps import object_to_refusal, refuse
from desil.cases.models import Case, CaseChange, CaseEvidence, FieldSubmission
from desil.cases.territory_scope import seeing_city
from tests.case_office import (
    OTHER_VILLAGE,
    acting,
    again,
    at_desk,
    entered,
    fill_case_office,
    officer,
)
from tests.case_pictures import picture, placed_picture
from tests.case_walk import walked_to
from tests.filled_registers import Filled
from tests.people import client_of, signed_in, user_with


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def page_of(client: Client, case: Case) -> dict[str, str]:
    """The hidden fields of the page, as a browser sends them back."""
    html = client.get(f"/permohonan/{case.number}/kunjungan/").content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]+)"', html).group(1)  # type: ignore[union-attr]
        for name in ("instance", "seen")
    }


def visit(client: Client, case: Case, **told: object) -> str:
    photos = {
        "foto-house_front": SimpleUploadedFile("1.jpg", placed_picture(drawn=1)),
        "foto-living_room": SimpleUploadedFile("2.jpg", picture(2)),
        "foto-bathroom": SimpleUploadedFile("3.jpg", picture(3)),
    }
    sent = {"visited_on": "2026-11-24", "rumah-floor_material": "8", **photos, **told}
    answer = client.post(f"/permohonan/{case.number}/kunjungan/", sent, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_visit_with_its_photos_passes_the_step_and_is_kept_once() -> None:
    case, client = walked_to("visit"), signed_in("pendamping")
    hidden = page_of(client, case)
    assert "Kunjungan tersimpan dan selesai." in visit(client, case, **hidden)
    assert again(case).step == "finalise"
    with seeing_city():
        changes = CaseChange.objects.filter(case=case, is_current=True)
        assert [(c.fact, c.new_value) for c in changes] == [("floor_material", "8")]
        placed = CaseEvidence.objects.get(case=case, document="house_front")
        assert round(placed.latitude or 0, 3) == -6.234  # the photo's own place
        papers = CaseEvidence.objects.filter(case=case).count()
    visit(client, case, **hidden)
    with seeing_city():
        assert CaseEvidence.objects.filter(case=case).count() == papers
        assert FieldSubmission.objects.count() == 1


def test_a_visit_without_its_photos_is_kept_and_says_what_is_missing() -> None:
    case, client = walked_to("visit"), signed_in("pendamping")
    nothing = {"foto-house_front": "", "foto-living_room": "", "foto-bathroom": ""}
    page = visit(client, case, **page_of(client, case), **nothing)
    assert "kunjungan belum selesai" in page
    assert "Belum lengkap" in page
    assert again(case).step == "visit"


def test_a_visit_after_an_objection_is_for_somebody_else() -> None:
    """Whoever refused the case is not shown the form, and leaves nothing behind."""
    case, refusing = walked_to("visit"), user_with("pendamping")
    client = client_of(refusing)
    hidden = page_of(client, case)
    told = acting("pendamping") | {"by": replace(officer("pendamping"), actor=refusing.actor)}
    with at_desk("pendamping"):
        refuse(case.number, reason="A7", **told)
        object_to_refusal(case.number, note="Saya di rumah.", **(told | {"by": RESIDENT}))
    assert again(case).step == "visit"
    page = client.get(f"/permohonan/{case.number}/kunjungan/", follow=True).content.decode()
    assert "milik petugas lain" in page
    assert "milik petugas lain" in visit(client, case, **hidden)
    with seeing_city():
        assert FieldSubmission.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"visited_on": "2036-01-01"}, "belum tiba"),
        ({"latitude": "-6.2"}, "Isi lintang dan bujur"),
        ({"rumah-floor_material": "77"}, "77"),
        ({"foto-bathroom": SimpleUploadedFile("x.jpg", b"bukan foto")}, "bukan foto"),
        ({"instance": "x"}, "muat ulang"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(told: dict[str, object], says: str) -> None:
    case, client = walked_to("visit"), signed_in("pendamping")
    assert says in visit(client, case, **(page_of(client, case) | told))
    assert again(case).step == "visit"
    with seeing_city():
        assert not FieldSubmission.objects.exists()


def test_only_who_visits_homes_in_that_kelurahan_opens_it() -> None:
    case = entered().case
    address = f"/permohonan/{case.number}/kunjungan/"
    assert signed_in("verifier").get(address).status_code == 403
    assert signed_in("pendamping", villages=[OTHER_VILLAGE]).get(address).status_code == 404
    page = signed_in("pendamping").get(address).content.decode()
    assert "tidak menunggu kunjungan" in page
