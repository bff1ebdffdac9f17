"""Requests at the office: entered, walked by different people, answered, each by its pages."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desil.accounts.session import handles_of_office
from desil.audit.models import AuditEvent
from desil.cases.changes.register import KnownFamily
from desil.cases.kinds.kind import kinds
from desil.cases.models import Case, CaseApplicant, CaseEvidence
from desil.cases.territory_scope import seeing_city
from desil.office.cases.entering.facts import FactsForm
from desil.register.models import Family
from tests.case_office import FIRST, VILLAGE, again, entered, fill_case_office
from tests.case_pictures import added, picture, placed_picture
from tests.case_walk import walked_to
from tests.filled_registers import Filled
from tests.people import YES, signed_in

KEY = "form-of-the-counter-1"


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def handle() -> str:
    return handles_of_office().of("kk", FIRST)


def at_counter(role: str = "operator") -> Client:
    """Somebody who said that they open the first family for a request."""
    client = signed_in(role)
    client.post(f"/keluarga/{handle()}/alasan/", {"purpose": "case"})
    return client


def filled_in(**told: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "client_key": KEY,
        "name": "orang buatan",
        "birth_date": "1980-05-17",
        "told": "Lantai rumah kami tanah.",
        "k-floor_material": "2",
    }
    return usual | told


def enter(client: Client, kind: str = "decile_too_high", **told: object) -> str:
    """The number of the case that a filled-in form became."""
    answer = client.post(f"/permohonan/keluarga/{handle()}/{kind}/", filled_in(**told))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"]).rstrip("/").rpartition("/")[2]


def move(client: Client, number: str, name: str, **told: object) -> str:
    """What the page says after a move, chosen on the case as it is now."""
    with seeing_city():
        seen = Case.objects.get(pk=int(number[5:])).events
    sent = {"seen": seen, **told}
    answer = client.post(f"/permohonan/{number}/tindakan/{name}/", sent, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def only_case() -> Case:
    with seeing_city():
        return Case.objects.get()


def test_a_family_is_entered_with_its_papers_after_the_purpose_is_given() -> None:
    operator = signed_in("operator")
    address = f"/permohonan/keluarga/{handle()}/decile_too_high/"
    assert "/alasan/" in operator.get(address).headers["Location"]
    operator = at_counter()
    assert "Sekarang:" in operator.get(address).content.decode()
    scan = SimpleUploadedFile("ktp.jpg", picture(), "image/jpeg")
    number = enter(operator, **{"berkas-ktp": scan})
    page = operator.get(f"/permohonan/{number}/").content.decode()
    assert "Nomor tiket pemohon" in page
    assert "Desil terlalu tinggi" in page
    assert "ORANG BUATAN" not in page
    with seeing_city():
        assert CaseEvidence.objects.get().document == "ktp"
        assert CaseApplicant.objects.get().name == "ORANG BUATAN"
        assert only_case().door == "kelurahan"


def test_a_form_sent_twice_is_one_case() -> None:
    operator = at_counter()
    assert enter(operator) == enter(operator)
    assert only_case().number


def test_a_paper_that_is_none_is_told_and_the_case_stands() -> None:
    operator = at_counter()
    broken = SimpleUploadedFile("ktp.jpg", b"<html>", "image/jpeg")
    number = enter(operator, **{"berkas-ktp": broken})
    assert "KTP belum masuk." in operator.get(f"/permohonan/{number}/").content.decode()


@pytest.mark.parametrize(
    ("role", "door"), [("operator", "kelurahan"), ("pendamping", "pendamping"),
                       ("data_officer", "dinsos")],
)  # fmt: skip
def test_the_door_is_where_the_reader_works(role: str, door: str) -> None:
    enter(at_counter(role))
    assert only_case().door == door


def test_the_list_shows_what_waits_for_the_reader_alone_and_says_when_nothing_does() -> None:
    number = entered().case.number
    assert number in signed_in("operator").get("/permohonan/").content.decode()
    lurah = signed_in("lurah")
    assert "Tidak ada permohonan yang menunggu" in lurah.get("/permohonan/").content.decode()
    assert number in lurah.get("/permohonan/?langkah=").content.decode()
    elsewhere = signed_in("operator", villages=["3275040006"])
    assert number not in elsewhere.get("/permohonan/?langkah=").content.decode()
    assert elsewhere.get(f"/permohonan/{number}/").status_code == 404


def test_a_late_case_is_told_on_the_list_and_the_start_page() -> None:
    case = entered().case
    with seeing_city():
        Case.objects.update(due_on=case.due_on - timedelta(days=3650))
    operator = signed_in("operator")
    assert "terlambat" in operator.get("/permohonan/?tenggat=terlambat").content.decode()
    start = operator.get("/beranda/").content.decode()
    assert '<span class="figure">1</span> Terlambat</a>' in start


def test_a_refusal_needs_a_reason_of_the_list_and_keeps_what_was_typed() -> None:
    case = walked_to("verify")
    verifier = signed_in("verifier")
    said = move(verifier, case.number, "refuse", note="belum jelas")
    assert "belum jelas" in said
    assert again(case).standing == "open"
    asked = move(verifier, case.number, "refuse", reason="B1", note="belum jelas")
    assert "Tolak: Anda yakin?" in asked
    assert 'value="belum jelas"' in asked  # kept for the answer
    assert again(case).standing == "open"
    move(verifier, case.number, "refuse", reason="B1", **YES)
    assert (again(case).standing, again(case).reason) == ("refused", "B1")


def test_what_happened_meanwhile_is_told() -> None:
    case = walked_to("verify")
    said = move(signed_in("verifier"), case.number, "advance", seen=1)
    assert "sudah berubah" in said
    assert again(case).step == "verify"


def test_only_moves_of_the_reader_are_offered_and_others_are_refused_on_record() -> None:
    case = walked_to("finalise")
    operator = signed_in("operator")
    page = operator.get(f"/permohonan/{case.number}/").content.decode()
    assert 'id="t-withdraw"' in page
    assert 'id="t-advance"' not in page
    move(operator, case.number, "advance")
    assert again(case).step == "finalise"
    assert AuditEvent.objects.filter(verb="ACTION_REFUSE").exists()


def test_evidence_is_opened_on_record_and_runs_nothing() -> None:
    case = entered().case
    key = added(case).pk
    answer = signed_in("operator").get(f"/permohonan/bukti/{key}/")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert AuditEvent.objects.filter(verb="EVIDENCE_OPEN").count() == 1
    stranger = signed_in("operator", villages=["3275040006"])
    assert stranger.get(f"/permohonan/bukti/{key}/").status_code == 404


def test_a_photo_of_the_home_keeps_the_place_that_the_camera_wrote() -> None:
    case = entered().case
    photo = SimpleUploadedFile("rumah.jpg", placed_picture(), "image/jpeg")
    told = {"document": "house_front", "content": photo}
    signed_in("pendamping").post(f"/permohonan/{case.number}/berkas/", told)
    with seeing_city():
        assert CaseEvidence.objects.get().latitude == pytest.approx(-6.2341, abs=1e-4)


def test_the_applicant_of_an_objection_is_hidden_but_from_dinsos() -> None:
    number = enter(at_counter(), "objection")
    hidden = "dilindungi; hanya Dinsos"
    assert hidden in signed_in("operator").get(f"/permohonan/{number}/").content.decode()
    assert hidden not in signed_in("verifier").get(f"/permohonan/{number}/").content.decode()


def test_a_second_case_about_a_family_is_recorded_only_when_it_is_meant() -> None:
    there, client = entered().case, at_counter()
    address = f"/permohonan/keluarga/{handle()}/status_question/"
    assert there.number in client.get(address).content.decode()
    told = filled_in()
    again_shown = client.post(address, told).content.decode()
    assert "Sudah ada permohonan terbuka" in again_shown
    assert str(told["told"]) in again_shown
    with seeing_city():
        assert Case.objects.count() == 1
    assert client.post(address, told | {"despite": "on"}).status_code == 302


def test_the_pendamping_sees_name_and_address_of_a_visit_on_record() -> None:
    case = walked_to("visit")
    with seeing_city():
        home = Family.objects.get(family_number=FIRST, publication__is_current=True)
    assert home.head_name
    pendamping = signed_in("pendamping")
    for address in (
        f"/permohonan/{case.number}/kunjungan/",
        f"/permohonan/{case.number}/",
        "/permohonan/?langkah=visit",
    ):
        before = AuditEvent.objects.filter(verb="FAMILY_READ", purpose="visit").count()
        page = pendamping.get(address).content.decode()
        assert home.head_name in page
        reads = AuditEvent.objects.filter(verb="FAMILY_READ", purpose="visit")
        assert reads.count() == before + 1
    page = signed_in("operator").get(f"/permohonan/{case.number}/").content.decode()
    assert home.head_name not in page


def test_facts_asked_for_are_filled_in_anew() -> None:
    case = entered().case
    operator = signed_in("operator")
    told = {"k-wall_material": "3", "seen": again(case).events}
    operator.post(f"/permohonan/{case.number}/perubahan/", told)
    page = operator.get(f"/permohonan/{case.number}/").content.decode()
    assert "dinding" in page.lower()
    floor = page.lower().partition("jenis lantai terluas</th>")[2].partition("</tr>")[0]
    assert "tidak dikirim" in floor  # what was asked at first is still told as asked


def test_the_letter_is_a_pdf() -> None:
    case = entered().case
    answer = signed_in("operator").get(f"/permohonan/{case.number}/surat/")
    assert answer.content.startswith(b"%PDF-")


def test_a_code_is_shown_once_printed_and_given_on_record() -> None:
    operator = at_counter()
    address = f"/keluarga/{handle()}/kode/"
    member = re.findall(r'name="member" value="([^"]+)"', operator.get(address).content.decode())[0]
    page = operator.post(address, {"member": member}).content.decode()
    code = re.findall(r'name="code" value="([^"]+)"', page)[0]
    assert code not in operator.get(address).content.decode()
    letter = operator.post(f"{address}surat/", {"member": member, "code": code})
    assert letter.content.startswith(b"%PDF-")
    wrong = operator.post(f"{address}surat/", {"member": member, "code": "2222-2222-2222"})
    assert wrong.status_code == 404
    assert AuditEvent.objects.filter(verb="RESIDENT_CODE_GIVE").count() == 1


def test_the_family_page_lists_its_requests() -> None:
    number = entered().case.number
    page = at_counter().get(f"/keluarga/{handle()}/").content.decode()
    assert number in page
    assert "Buat kode untuk warga" in page


def test_the_desk_reads_what_it_owes_by_step_type_door_and_who_entered() -> None:
    found = entered()
    page = signed_in("verifier").get("/permohonan/laporan/").content.decode()
    assert "Lengkapi berkas" in page
    assert "Desil terlalu tinggi" in page
    assert "Loket kelurahan" in page
    assert found.case.number not in page


def test_an_answer_that_is_recorded_already_is_no_change() -> None:
    family = KnownFamily(FIRST, VILLAGE, {"floor_material": 2, "wall_material": 1}, {})
    told = {"k-floor_material": "2", "k-wall_material": "3", "k-roof_material": "1"}
    form = FactsForm(kinds()["decile_too_high"], family, told)
    assert form.is_valid()
    assert [(c.fact, c.new_value) for c in form.changes()] == [
        ("wall_material", "3"),
        ("roof_material", "1"),
    ]
