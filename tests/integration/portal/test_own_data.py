"""With a code from the office: one's own data, a request from the form to the letter, and what one
says of the answer."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from desil.audit.models import AuditEvent
from desil.cases.evidence.policy import evidence_policy
from desil.cases.models import Case, CaseApplicant, CaseChange, CaseEvidence
from desil.cases.territory_scope import seeing_city
from desil.portal.request_form import FactsForm
from tests.case_walk import take_step
from tests.portal_visitor import BORN, FAMILY, NIK, ask, code_for, inside, visitor

pytestmark = pytest.mark.usefixtures("register")


def test_with_a_code_one_sees_why_and_who_looked_and_no_other_member() -> None:
    client = inside()
    page = client.get("/warga/data-saya/").content.decode()
    assert "Yang paling berpengaruh" in page
    assert "Anggota keluarga: 4 orang" in page
    assert "ORANG BUATAN 0" in page
    assert "ORANG BUATAN 1" not in page
    copy = client.get("/warga/data-saya/salinan/?bentuk=json")
    assert any(r["isi"] == "ORANG BUATAN 0" for r in json.loads(copy.content))
    pdf = client.get("/warga/data-saya/salinan/?bentuk=pdf").content
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) >= 1
    assert AuditEvent.objects.filter(verb="OWN_COPY").count() == 2


@pytest.mark.parametrize(
    ("nik", "born", "code"),
    [
        (NIK, "1-1-1980", None),
        ("3275011705810001", "17-5-1981", None),
        (NIK, BORN, "AAAA-AAAA-AAAA"),
    ],
)
def test_a_code_opens_nothing_but_its_own_person(nik: str, born: str, code: str | None) -> None:
    client, mine = visitor(), code_for()
    page = ask(client, "/warga/masuk/", nik=nik, birth_date=born, code=code or mine)
    assert "tidak cocok" in page
    assert client.get("/warga/data-saya/").status_code == 302


def test_a_new_code_ends_the_session_that_the_one_before_opened() -> None:
    client = inside()
    assert client.get("/warga/data-saya/").status_code == 200
    code_for()
    assert client.get("/warga/data-saya/").status_code == 302


def _photo(drawn: int = 0) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 120, 60 + 9 * drawn)).save(made, "JPEG")
    made.seek(0)
    made.name = "rumah.jpg"
    return made


def test_a_request_goes_from_the_form_to_the_letter() -> None:
    client = inside()
    page = ask(client, "/warga/ajukan/", shown="/warga/data-saya/", kind="decile_too_high",
               told="Lantai kami tanah.", floor_material="2")  # fmt: skip
    found = re.search(r'class="figure code">([0-9A-Z-]+)<', page)
    assert found, page
    with seeing_city():
        case = Case.objects.get()
        assert (case.door, case.kind, case.family_number) == ("portal", "decile_too_high", FAMILY)
        assert CaseChange.objects.get().fact == "floor_material"
        assert CaseApplicant.objects.get().nik == NIK
    page = ask(visitor(), "/warga/tiket/", ticket=found.group(1), birth_date=BORN)
    assert "Menunggu Anda melengkapi berkas." in page
    opened = re.findall(r'name="opened" value="([^"]+)"', page)[0]
    act = {"opened": opened, "act": "add", "document": "ktp", "file": _photo()}
    page = visitor().post("/warga/tiket/tindakan/", act).content.decode()
    assert Path(settings.DESIL_HOME, "evidence").is_dir()
    letter = visitor().post("/warga/tiket/surat/", {"opened": opened})
    assert letter["Content-Type"] == "application/pdf"
    again = visitor().post("/warga/tiket/surat/", {"opened": opened})
    assert letter.content == again.content
    act = {"opened": opened, "act": "withdraw"}
    asked = visitor().post("/warga/tiket/tindakan/", act).content.decode()
    assert "Batalkan permohonan ini?" in asked
    assert "Anda membatalkan permohonan" not in asked
    act["sudah-yakin"] = "ya"
    done = visitor().post("/warga/tiket/tindakan/", act).content.decode()
    assert "Anda membatalkan permohonan" in done


def test_an_address_sends_so_many_documents_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(evidence_policy(), most_per_address_day=2)
    monkeypatch.setattr("desil.portal.proof.limits.evidence_policy", lambda: few)
    page = ask(inside(), "/warga/ajukan/", shown="/warga/data-saya/", kind="decile_too_high",
               told="Lantai kami tanah.", floor_material="2")  # fmt: skip
    ticket = re.findall(r'class="figure code">([0-9A-Z-]+)<', page)[0]
    page = ask(visitor(), "/warga/tiket/", ticket=ticket, birth_date=BORN)
    act = {"opened": re.findall(r'name="opened" value="([^"]+)"', page)[0], "act": "add"}

    def send(place: int, address: str) -> str:
        told = act | {"document": "ktp", "file": _photo(place)}
        return visitor(address).post("/warga/tiket/tindakan/", told).content.decode()

    pages = [send(place, "203.0.113.5") for place in range(3)]
    assert ["Terlalu banyak" in page for page in pages] == [False, False, True]
    with seeing_city():
        assert CaseEvidence.objects.count() == 2
    assert "Terlalu banyak" not in send(3, "203.0.113.6")


def _answered_case(client: Client) -> tuple[Case, str]:
    """A question that was answered, and what opens it at the portal."""
    page = ask(client, "/warga/ajukan/", kind="status_question", told="Mengapa?")
    ticket = re.findall(r'class="figure code">([0-9A-Z-]+)<', page)[0]
    with seeing_city():
        case = Case.objects.get()
    for _ in range(2):
        take_step(case)
    page = ask(visitor(), "/warga/tiket/", ticket=ticket, birth_date=BORN)
    assert page.count('name="answer"') == 3
    return case, re.findall(r'name="opened" value="([^"]+)"', page)[0]


def _rated(opened: str, **told: str) -> str:
    act = {"opened": opened, "act": "rate", **told}
    return visitor().post("/warga/tiket/tindakan/", act).content.decode()


def test_whoever_was_answered_is_asked_once_how_it_was() -> None:
    case, opened = _answered_case(inside())
    assert "Jawaban itu tidak ada" in _rated(opened, answer="luar biasa")
    assert "301 huruf" in _rated(opened, answer="satisfied", text="x" * 301)
    page = _rated(opened, answer="so_so", text="Antre\r\nlama " + "y" * 288)
    assert "Terima kasih. Jawaban Anda: Biasa saja." in page
    assert "Anda menjawab satu pertanyaan" in page
    assert 'name="answer"' not in page
    assert "Antre" not in page  # what was written is for the office
    again = _rated(opened, answer="satisfied", text="lagi")
    assert 'role="alert"' in again
    assert "Biasa saja" in again
    with seeing_city():
        event = case.history.get(move="rate")
    assert (event.details, event.note[:10]) == ({"answer": "so_so"}, "Antre\nlama")
    logged = AuditEvent.objects.filter(verb="CASE_RATE").order_by("sequence")
    assert [e.outcome for e in logged].count("done") == 1
    assert all("Antre" not in json.dumps(e.payload) for e in AuditEvent.objects.all())


def test_a_case_that_is_still_open_is_not_rated() -> None:
    page = ask(inside(), "/warga/ajukan/", kind="status_question", told="Mengapa?")
    ticket = re.findall(r'class="figure code">([0-9A-Z-]+)<', page)[0]
    page = ask(visitor(), "/warga/tiket/", ticket=ticket, birth_date=BORN)
    assert 'name="answer"' not in page
    opened = re.findall(r'name="opened" value="([^"]+)"', page)[0]
    assert 'role="alert"' in _rated(opened, answer="satisfied")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"kind": "levy", "told": "Diminta uang.", "floor_material": "2"}, "data rumah yang salah"),
        ({"kind": "decile_too_high", "told": "", "floor_material": "2"}, "data mana yang salah"),
        ({"kind": "decile_too_high", "told": "Tanah.", "floor_material": "99"}, "pilihan"),
    ],
    ids=["a request that changes no such fact", "nothing told", "no such code"],
)
def test_a_request_that_cannot_be_is_shown_again_with_what_was_chosen(
    told: dict[str, str], says: str
) -> None:
    page = ask(inside(), "/warga/ajukan/", shown="/warga/data-saya/", **told)
    assert says.casefold() in page.casefold()
    assert told["told"] in page
    if told["floor_material"] == "2":
        assert '<option value="2" selected>' in page
    with seeing_city():
        assert Case.objects.count() == 0


def test_the_own_page_has_a_choice_for_each_fact_of_the_home_and_asks_for_what_fits() -> None:
    page = inside().get("/warga/data-saya/").content.decode()
    assert len(re.findall(r'<select name="\w+" form="permohonan"', page)) == len(FactsForm().fields)
    assert re.search(r'value="decile_too_high"[^>]* checked', page)
    unranked = inside("3275011705800003").get("/warga/data-saya/").content.decode()
    assert re.search(r'value="not_ranked_yet"[^>]* checked', unranked)


def test_a_letter_is_known_by_its_mark_and_no_other() -> None:
    client = inside()
    ask(client, "/warga/ajukan/", kind="status_question", told="Mengapa?")
    with seeing_city():
        case = Case.objects.get()
    from_page = visitor().get(f"/warga/surat/{case.number}/ABCDEFGHJKMNPQRS/")
    assert from_page.status_code == 404
    for wrong in ("2026-x", "2026-999999", "1" * 30):
        assert visitor().get(f"/warga/surat/{wrong}/ABCDEFGHJKMNPQRS/").status_code == 404
