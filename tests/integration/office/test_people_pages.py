"""Finding a family and opening it: who sees what, why, and what the log keeps of it."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desil.accounts.permissions import Permission
from desil.accounts.session import handles_of_office, journal_of_office
from desil.audit.models import AuditEvent
from tests.numbers_of_people import card_number, member_nik
from tests.people import client_of, user_with
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")

# Family 1 lies in the operator's kelurahan, the others do not. People of a family are numbered:
# the first of family 1 has the NIK 100.
SEARCHES = rows_of(
    """
    | typed                | operator | verifier | why                              |
    | 3275011705800001     | 1        | 1        | a NIK of the territory           |
    | 3275010101200001     | 1        | 1        | a KK of the territory            |
    | 3275 0101 0120 0001  | 1        | 1        | with spaces                      |
    | 3275011705800002     | 0        | 1        | a NIK outside                    |
    | ORANG BUATAN         | 4        | 10       | a name                           |
    | orang buatann        | 4        | 10       | misspelt, small letters          |
    | XYZZY QUUX           | 0        | 0        | nobody                           |
    | JL MELATI 999        | 0        | 0        | an address that nobody has       |
    """
)


def search_page(client: Client, typed: str) -> str:
    answer: HttpResponse = client.post(reverse("office:search"), {"question": typed}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def families_found(client: Client, typed: str) -> int:
    return len(re.findall(r'href="/keluarga/', search_page(client, typed)))


@pytest.mark.parametrize("row", SEARCHES, ids=lambda r: r["why"])
def test_a_search_finds_the_families_of_the_territory_alone(row: dict[str, str]) -> None:
    for role in ("operator", "verifier"):
        assert families_found(client_of(user_with(role)), row["typed"]) == int(row[role]), role


@pytest.mark.parametrize("typed", ["ab", "123456", "x" * 101])
def test_too_little_too_much_or_half_a_number_is_told(typed: str) -> None:
    text = search_page(client_of(user_with("verifier")), typed)
    assert "ditemukan" not in text
    assert 'class="faults"' in text


def test_while_one_types_only_the_findings_are_sent_and_the_search_is_recorded() -> None:
    client = client_of(user_with("verifier"))
    headers = {"HX-Request": "true"}
    address = reverse("office:search")
    found = client.post(address, {"question": "ORANG BUATAN"}, headers=headers).content.decode()
    assert "<html" not in found
    assert 'href="/keluarga/' in found
    assert AuditEvent.objects.filter(verb="FAMILY_SEARCH").count() == 1
    short = client.post(address, {"question": "OR"}, headers=headers).content.decode()
    assert "3 sampai" in short
    assert AuditEvent.objects.filter(verb="FAMILY_SEARCH").count() == 1


def test_what_is_found_is_masked_but_for_the_words_that_were_typed() -> None:
    client = client_of(user_with("verifier"))
    assert "ORANG BUATAN" in search_page(client, "ORANG BUATAN")
    assert "O•••• BUATAN" in search_page(client, "ORANGG BUATAN")
    text = search_page(client, "3275011705800001")
    assert "O•••• B•••••" in text
    assert "3275011705800001" not in text.replace('value="3275011705800001"', "")


def test_the_log_keeps_a_search_without_its_text_and_whom_it_showed() -> None:
    client = client_of(user_with("operator"))
    client.post(reverse("office:search"), {"question": "3275011705800001"}, follow=True)
    event = AuditEvent.objects.filter(verb="FAMILY_SEARCH").latest("sequence")
    assert "3275011705800001" not in str(event.payload)
    assert list(event.subjects) == [journal_of_office().family(card_number(1))]


def page_of(client: Client, family: str) -> tuple[int, str]:
    """Status and text of a family's page, after the purpose was given where it was asked for."""
    address = reverse(
        "office:family", args=[handles_of_office().of("kk", card_number(int(family)))]
    )
    answer = client.get(address)
    if answer.status_code == 302:
        assert "/alasan/" in answer.headers["Location"]
        client.post(answer.headers["Location"], {"purpose": "case", "next": address})
        answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_family_opens_for_a_purpose_and_every_look_is_recorded_with_its_members() -> None:
    client = client_of(user_with("operator"))
    assert page_of(client, "1")[0] == 200
    assert page_of(client, "1")[0] == 200
    reads = AuditEvent.objects.filter(verb="FAMILY_READ").order_by("sequence")
    journal = journal_of_office()
    members = {journal.person(member_nik(card_number(1), n)) for n in range(4)}
    assert [r.purpose for r in reads] == ["case", "case"]
    assert all(members <= set(r.subjects) for r in reads)


def test_the_page_tells_the_official_and_the_indicative_decile_apart_and_the_other_sources() -> (
    None
):
    status, text = page_of(client_of(user_with("verifier")), "1")
    assert status == 200
    for said in (
        "Desil resmi",
        "Desil indikatif",
        "ORANG LAIN 3",
        "Penerima bantuan sudah meninggal",
    ):
        assert said in text
    assert "Buka data kesehatan dan disabilitas" in text


@pytest.mark.parametrize(
    ("role", "family", "status"),
    [
        ("operator", "1", 200),
        ("operator", "2", 404),
        ("verifier", "2", 200),
        ("verifier", "9", 404),
    ],
)
def test_a_family_outside_the_territory_is_as_if_it_were_not_there(
    role: str, family: str, status: int
) -> None:
    assert page_of(client_of(user_with(role)), family)[0] == status


def test_a_handle_that_was_made_up_leads_nowhere() -> None:
    address = reverse("office:family", args=["A" * 43])
    assert client_of(user_with("verifier")).get(address).status_code == 404


def test_no_page_has_a_number_in_its_address() -> None:
    client = client_of(user_with("verifier"))
    links = re.findall(r'(?:href|action)="([^"]*)"', search_page(client, "3275011705800001"))
    assert [link for link in links if re.search(r"\d{16}", link)] == []
    assert client.get("/cari/?question=3275011705800001").content.count(b"/keluarga/") == 0


def test_health_data_is_never_on_the_page_of_a_role_without_the_right_to_it() -> None:
    text = page_of(client_of(user_with("operator")), "1")[1]
    assert not user_with("operator").may(Permission.SPECIFIC_READ)
    assert "Buka data kesehatan" not in text


@pytest.mark.parametrize("page", ["movement", "unranked", "findings"])
def test_the_overviews_open_for_the_city_a_kecamatan_and_not_for_what_is_no_area(page: str) -> None:
    client = client_of(user_with("head"))
    address = reverse(f"office:{page}")
    assert client.get(address).status_code == 200
    assert client.get(address, {"wilayah": "3275010"}).status_code == 200
    assert client.get(address, {"wilayah": "1"}).status_code == 404
