"""A request about health or disability: told at any door, filled in and read by those alone who may
read such data, and its papers likewise."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from desil.accounts.residents.codes import RANDOM_BYTES, give_code, opens_specific
from desil.accounts.session import handles_of_office, journal_of_office
from desil.audit.models import AuditEvent
from desil.cases.actions.steps import write_note
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.models import Case, CaseChange, CaseEvidence
from desil.cases.queries.case_file import file_of
from desil.cases.queries.facts_followed import followed
from desil.cases.territory_scope import seeing_city
from desil.errors import Conflict
from desil.portal.requested_facts import requested_facts
from desil.register.models import Person
from tests.case_office import FIRST, acting, again, at_desk, entered, fill_case_office, officer
from tests.case_pictures import added, picture
from tests.case_walk import take_step, walked_to
from tests.filled_registers import Filled
from tests.people import signed_in, user_with

HIDDEN, NOT_SHOWN = "tidak dibuka untuk peran Anda", "tidak ditampilkan"
BLIND = "Ya, sama sekali tidak bisa"


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def handle() -> str:
    return handles_of_office().of("kk", FIRST)


def address() -> str:
    return f"/permohonan/keluarga/{handle()}/health/"


def with_purpose(role: str) -> Client:
    client = signed_in(role)
    client.post(f"/keluarga/{handle()}/alasan/", {"purpose": "case"})
    return client


def with_specific(role: str) -> Client:
    client = with_purpose(role)
    client.post(f"/keluarga/{handle()}/khusus/", {"next": "/"})
    return client


def member() -> str:
    with seeing_city():
        rows = Person.objects.filter(publication__is_current=True, family_number=FIRST)
        return min(rows.values_list("nik", flat=True))


def case_with_seeing() -> Case:
    """A case that asks to write down that the first member cannot see."""
    change = RequestedChange("person", "seeing", "1", member())
    return entered(kind="health", changes=(change,), by=officer("pendamping")).case


def page(client: Client, case: Case) -> str:
    return client.get(f"/permohonan/{case.number}/").content.decode()


def test_the_counter_enters_it_without_asking_for_facts() -> None:
    operator = with_purpose("operator")
    shown = operator.get(address()).content.decode()
    assert "diisi oleh pendamping sosial" in shown
    assert "seeing" not in shown
    told = {
        "client_key": "form-of-the-counter-1",
        "name": "orang buatan",
        "birth_date": "1980-05-17",
        "told": "Anak saya belum tercatat.",
        "a0-seeing": "1",
    }
    answer = operator.post(address(), told)
    assert answer.status_code == 302
    with seeing_city():
        assert Case.objects.get().kind == "health"
        assert not CaseChange.objects.exists()
    number = answer.headers["Location"].rstrip("/").rpartition("/")[2]
    refused = operator.post(f"/permohonan/{number}/perubahan/", {"a0-seeing": "1"}, follow=True)
    assert "diisi oleh pendamping sosial" in refused.content.decode()
    with seeing_city():
        assert not CaseChange.objects.exists()


def test_a_pendamping_opens_the_data_first_and_then_fills_it_in() -> None:
    pendamping = with_purpose("pendamping")
    asked = pendamping.get(address())
    assert f"/keluarga/{handle()}/khusus/" in asked.headers["Location"]
    pendamping = with_specific("pendamping")
    assert "a0-seeing" in pendamping.get(address()).content.decode()
    number = entered(kind="health", changes=()).case.number
    answer = pendamping.post(f"/permohonan/{number}/perubahan/", {"a0-seeing": "1", "seen": "1"})
    assert answer.status_code == 302
    with seeing_city():
        assert CaseChange.objects.get().new_value == "1"


def test_who_may_not_read_of_health_sees_that_something_changes_and_not_what() -> None:
    case = case_with_seeing()
    for client in (signed_in("operator"), with_purpose("lurah"), signed_in("data_officer")):
        shown = page(client, case)
        assert "Penglihatan" in shown
        assert NOT_SHOWN in shown
        assert HIDDEN in shown
        assert BLIND not in shown
    assert not AuditEvent.objects.filter(verb="SPECIFIC_READ").exists()


def test_the_verifier_opens_it_and_the_look_is_recorded() -> None:
    case = case_with_seeing()
    verifier = with_purpose("verifier")
    closed = page(verifier, case)
    assert BLIND not in closed
    assert f"/keluarga/{handle()}/khusus/?next=/permohonan/{case.number}/" in closed
    assert BLIND in page(with_specific("verifier"), case)
    assert AuditEvent.objects.filter(verb="SPECIFIC_READ").count() == 1


def test_a_letter_of_a_health_facility_is_opened_by_the_same_people() -> None:
    case = case_with_seeing()
    added(case, "medical_letter", picture())
    with seeing_city():
        letter = CaseEvidence.objects.get()
    where = f"/permohonan/bukti/{letter.pk}/"
    operator = signed_in("operator")
    shown = page(operator, case)
    assert f"Surat keterangan faskes: {NOT_SHOWN}" in shown
    assert where not in shown
    assert operator.get(where).status_code == 403
    assert (
        f"/keluarga/{handle()}/khusus/" in with_purpose("verifier").get(where).headers["Location"]
    )
    assert not AuditEvent.objects.filter(verb="EVIDENCE_OPEN").exists()
    verifier = with_specific("verifier")
    assert f"{where}kecil/" in page(verifier, case)
    assert verifier.get(where).status_code == 200
    assert AuditEvent.objects.filter(verb="EVIDENCE_OPEN").count() == 1


def test_a_permit_for_another_photo_opens_no_letter_in_small() -> None:
    case = case_with_seeing()
    added(case, "medical_letter", picture())
    added(case, "house_front", picture(2))
    operator = signed_in("operator")
    permit = page(operator, case).partition("kecil/?izin=")[2].partition('"')[0]
    with seeing_city():
        letter = CaseEvidence.objects.get(document="medical_letter")
        house = CaseEvidence.objects.get(document="house_front")
    small = "/permohonan/bukti/{}/kecil/?izin=" + permit
    assert operator.get(small.format(house.pk)).status_code == 200
    assert operator.get(small.format(letter.pk)).status_code == 404


def test_a_ticket_does_not_tell_a_fact_of_health() -> None:
    case = case_with_seeing()
    with seeing_city():
        file = file_of(case, officer("verifier"))
        file.applicant.nik = member()  # type: ignore[union-attr] # entered with an applicant
        assert requested_facts(file) == []  # nor which one, nor whose
        assert (followed(file).has_specific, followed(file).has_others) == (True, False)


def test_other_evidence_of_such_a_case_is_closed_likewise() -> None:
    case = case_with_seeing()
    added(case, "other", picture())
    with seeing_city():
        other = CaseEvidence.objects.get()
    assert signed_in("lurah").get(f"/permohonan/bukti/{other.pk}/").status_code == 403
    assert with_specific("verifier").get(f"/permohonan/bukti/{other.pk}/").status_code == 200


def test_notes_and_what_was_told_are_read_by_those_who_need_them() -> None:
    case = case_with_seeing()
    with at_desk("pendamping"):
        write_note(case.number, note="tidak dapat melihat sejak lahir", **acting("pendamping"))
    for role in ("lurah", "programme_officer"):
        shown = page(signed_in(role), case)
        assert "sejak lahir" not in shown
        assert "Lantai rumah kami tanah." not in shown
    assert "Lantai rumah kami tanah." in page(signed_in("operator"), case)
    opened = page(with_specific("verifier"), case)
    assert "sejak lahir" in opened
    assert "Lantai rumah kami tanah." in opened


def test_filling_in_anew_records_whose_data_was_shown() -> None:
    case = case_with_seeing()
    with_specific("pendamping").get(f"/permohonan/{case.number}/perubahan/")
    (read,) = AuditEvent.objects.filter(verb="SPECIFIC_READ")
    assert len(read.subjects) > 1


def test_a_visit_does_not_end_before_the_facts_are_filled_in() -> None:
    case = walked_to("visit", kind="health", changes=())
    pendamping = with_specific("pendamping")
    shown = pendamping.get(f"/permohonan/{case.number}/kunjungan/").content.decode()
    assert f"/permohonan/{case.number}/perubahan/" in shown
    assert "rumah-floor_material" not in shown
    with pytest.raises(Conflict, match="perubahan yang diajukan"):
        take_step(case)
    told = {"a0-seeing": "1", "seen": str(again(case).events)}
    pendamping.post(f"/permohonan/{case.number}/perubahan/", told)
    filled = pendamping.get(f"/permohonan/{case.number}/kunjungan/").content.decode()
    assert "Isi dulu data kesehatan" not in filled
    take_step(case)
    assert again(case).step == "finalise"


@pytest.mark.parametrize(("role", "opens"), [("operator", False), ("pendamping", True)])
def test_a_code_opens_data_of_health_where_its_giver_may_read_them(role: str, opens: bool) -> None:
    giver = user_with(role)
    give_code(
        member(),
        family=FIRST,
        secret=settings.SECRET_KEY,
        randomness=bytes(RANDOM_BYTES),
        by=giver.actor,
        at=timezone.now(),
        journal=journal_of_office(),
    )
    assert opens_specific(member(), secret=settings.SECRET_KEY) is opens
    assert not opens_specific("0" * 16, secret=settings.SECRET_KEY)
