"""The search as a page: what is shown in clear and for whom, what is recorded, what the way back
finds again, and cases by number and ticket."""

import json
import re

import psycopg
import pytest
from django.test import Client

from desil.accounts.session import handles_of_office, journal_of_office
from desil.audit.models import AuditEvent
from desil.cases.ticket import shown
from tests.case_office import entered
from tests.counter_register import ELSEWHERE, HERE, fill_counter_register
from tests.filled_registers import Filled
from tests.numbers_of_people import card_number, member_nik
from tests.people import client_of, signed_in, user_with

WHY = {"purpose": "case"}
CLEAR = ("17 Agu 1975", "JL. MELATI NO. 12 RT 002/RW 009", "BUDI SANTOSO")


@pytest.fixture(autouse=True)
def counter(filled: Filled) -> str:
    """The register of the counter."""
    return filled(fill_counter_register)


def answer(client: Client, typed: str, **more: str) -> str:
    page = client.post("/cari/", {"question": typed, **more}, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def open_family(client: Client, serial: int) -> int:
    handle = handles_of_office().of("kk", card_number(serial))
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "case", "next": "/cari/"})
    return client.get(f"/keluarga/{handle}/").status_code


def searches() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb="FAMILY_SEARCH").order_by("sequence"))


def table_of(text: str) -> str:
    return text[text.index("<tbody>") :] if "<tbody>" in text else ""


def test_ones_own_kelurahan_is_in_clear_once_the_purpose_is_said() -> None:
    client = signed_in("operator")
    before = table_of(answer(client, "budi 1975"))
    assert not any(said in before for said in CLEAR)
    after = table_of(answer(client, "budi 1975", **WHY))
    assert all(said in after for said in CLEAR)
    assert "3275010101200001" not in after
    again = table_of(answer(client, "rohani"))  # and not asked again
    assert "SITI ROHANI" in again
    assert "BUDI SANTOSO" in again


@pytest.mark.parametrize("role", ["verifier", "data_officer", "programme_officer"])
def test_who_sees_the_whole_city_sees_masks_whatever_is_sent(role: str) -> None:
    text = answer(signed_in(role), "budi 1975", **WHY)
    assert "/keluarga/" in text
    assert "Untuk apa?" not in text
    assert not any(said in table_of(text) for said in CLEAR[:2])


def test_a_purpose_that_is_none_shows_nothing_in_clear() -> None:
    client = signed_in("operator")
    for wrong in ("", "curious", "CASE"):
        text = answer(client, "budi 1975", purpose=wrong)
        assert not any(said in table_of(text) for said in CLEAR)


def test_a_list_in_clear_is_one_look_with_its_purpose_and_everybody_on_it() -> None:
    answer(signed_in("operator"), "budi santoso", **WHY)
    (event,) = searches()
    said = json.loads(event.payload or "{}")
    assert event.purpose == "case"
    assert said["clear"] == said["found"] == len(event.subjects or ()) > 1
    assert journal_of_office().family(card_number(2)) in (event.subjects or ())
    assert "SANTOSO" not in (event.payload or "").upper()


def test_a_masked_list_is_recorded_as_such() -> None:
    answer(signed_in("verifier"), "budi santoso 1975")
    (event,) = searches()
    assert (event.purpose, json.loads(event.payload or "{}")["clear"]) == ("", 0)


def test_the_way_back_finds_the_question_and_no_address_names_anybody() -> None:
    client = signed_in("operator")
    sent = client.post("/cari/", {"question": "budi 1975", **WHY})
    address = sent.headers["Location"]
    assert re.fullmatch(r"/cari/\?ke=[\w-]+", address)
    answer(client, "siti rohani")  # in another tab
    text = client.get(address).content.decode()
    assert 'value="budi 1975"' in text
    assert all(said in text for said in CLEAR)


def test_another_session_finds_nothing_at_that_address() -> None:
    address = signed_in("operator").post("/cari/", {"question": "budi 1968"}).headers["Location"]
    text = signed_in("operator").get(address).content.decode()
    assert "budi 1968" not in text
    assert "ditemukan</h2>" not in text


def test_the_session_holds_the_question_sealed() -> None:
    client = signed_in("operator")
    client.post("/cari/", {"question": "3275011705800001"})
    assert "3275011705800001" not in json.dumps(dict(client.session))
    assert "3275011705800001" not in json.dumps(list(client.session.values()))


def test_a_live_answer_says_where_the_way_back_leads() -> None:
    client = signed_in("operator")
    sent = client.post(
        "/cari/", {"question": "budi 1975", "ke": "abcdefghij"}, headers={"HX-Request": "true"}
    )
    assert sent.headers["HX-Replace-Url"] == "/cari/?ke=abcdefghij"
    assert "<html" not in sent.content.decode()
    assert 'value="budi 1975"' in client.get("/cari/?ke=abcdefghij").content.decode()


@pytest.mark.parametrize("name", ["", "x", "../../", "a" * 99, "<script>"])
def test_a_page_name_that_is_none_is_replaced(name: str) -> None:
    client = signed_in("operator")
    address = client.post("/cari/", {"question": "budi", "ke": name}).headers["Location"]
    assert re.fullmatch(r"/cari/\?ke=[\w-]{6,24}", address)
    assert client.get("/cari/", {"ke": name}).status_code == 200


def test_families_of_this_sitting_are_shown_again_the_newest_first_and_recorded() -> None:
    client = signed_in("operator")
    assert [open_family(client, serial) for serial in (1, 4, 1)] == [200, 200, 200]
    text = client.get("/cari/").content.decode()
    recent = text[text.index("Baru saja Anda buka") :]
    assert recent.index("BUDI SANTOSO") < recent.index("MUHAMMAD FAISAL")
    assert recent.count("/keluarga/") == 2
    event = searches()[-1]
    assert json.loads(event.payload or "{}")["kind"] == "recent"
    assert set(event.subjects or ()) == {journal_of_office().family(card_number(n)) for n in (1, 4)}


def test_a_person_whose_nik_is_the_number_of_a_family_card_is_not_taken_for_the_family(
    counter: str,
) -> None:
    client = signed_in("operator")
    open_family(client, 1)
    with psycopg.connect(counter) as owner:
        changed = (card_number(1), member_nik(card_number(4), 0))
        owner.execute("update person set nik = %s where nik = %s", changed)
    text = client.get("/cari/").content.decode()
    recent = text[text.index("Baru saja Anda buka") :]
    assert "BUDI SANTOSO" in recent
    assert "FAISAL" not in recent


def test_another_sitting_knows_none_of_them_and_records_no_look() -> None:
    user = user_with("operator")
    open_family(client_of(user), 1)
    assert "Baru saja" not in client_of(user).get("/cari/").content.decode()
    assert searches() == []


def test_a_family_that_left_the_territory_is_not_shown_again() -> None:
    user = user_with("operator")
    client = client_of(user)
    open_family(client, 1)
    user.villages = [ELSEWHERE]
    user.save()
    assert "BUDI SANTOSO" not in client.get("/cari/").content.decode()


def test_a_family_that_was_refused_is_not_among_them() -> None:
    client = signed_in("operator", villages=[ELSEWHERE])
    assert open_family(client, 1) == 404
    assert "Baru saja" not in client.get("/cari/").content.decode()


def case_links(text: str) -> list[str]:
    return re.findall(r'href="/permohonan/(\d{4}-\d{6})/"', text)


def test_a_case_is_found_by_its_number_and_its_ticket_where_it_may_be_seen() -> None:
    case = entered().case
    year, number = case.number.split("-")
    here, elsewhere = signed_in("operator"), signed_in("operator", villages=[ELSEWHERE])
    for typed in (case.number, f"{year}/{int(number)}", case.ticket, shown(case.ticket).lower()):
        assert case_links(answer(here, typed)) == [case.number], typed
        assert case_links(answer(elsewhere, typed)) == [], typed
    event = searches()[0]
    assert json.loads(event.payload or "{}")["kind"] == "case"
    assert list(event.subjects or ()) == [journal_of_office().family(card_number(1))]


@pytest.mark.parametrize("typed", ["2026-999999", "2026/1", "4G7K-QW2M-0000-0000"])
def test_a_number_of_no_case_finds_none(typed: str) -> None:
    assert case_links(answer(signed_in("operator", villages=[HERE]), typed)) == []
