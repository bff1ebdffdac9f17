"""Work lists on screen: whose families, masked, in which order, and the file for a visit."""

import csv
import io
import re

import psycopg
import pytest
from django.http import HttpResponse
from django.test import Client

from desil.accounts.session import handles_of_office, journal_of_office
from desil.audit.event import Purpose
from desil.audit.models import AuditEvent
from desil.office.worklists.visit_file import safe_cell
from tests.numbers_of_people import card_number
from tests.people import client_of, user_with
from tests.table import rows_of

HERE = "3275010009"
OTHER = "3275040006"
# Family 1 is in HERE, families 3 and 4 in OTHER. KK 3: no official decile, an indicative one.
FACTS = (
    "update family_score set indicative_reason = '', indicative_national = 4,"
    " score_micro = 1, desil_1_4_ppm = 400000",
    "update family_decile set decile_national = null, unranked_reason = 'baru'"
    " where family_number = '3275010101200003'",
    "update family_score set desil_1_4_ppm = 5000 where family_number = '3275010101200001'",
    "update family set address = 'JL. MAWAR NO. 7 RT 004/RW 9', head_name = '=SUM BUATAN'",
)
LISTS = rows_of(
    """
    | list              | village    | families |
    | bertentangan      | 3275010009 | 1        |
    | kunjungan         | 3275010009 | 0        |
    | belum-diperingkat | 3275010009 | 0        |
    | belum-diperingkat | 3275040006 | 2        |
    | kunjungan         | 3275040006 | 2        |
    | bertentangan      | 3275040006 | 0        |
    """
)


@pytest.fixture(autouse=True)
def judged(register: str) -> None:
    """The register's families with probabilities; each list holds somebody."""
    with psycopg.connect(register, autocommit=True) as owner:
        for change in FACTS:
            owner.execute(change)


def page(client: Client, name: str, village: str = HERE) -> HttpResponse:
    return client.get(f"/daftar-kerja/keluarga/?daftar={name}&wilayah={village}")


def families_in(answer: HttpResponse) -> int:
    return len(set(re.findall(r'href="/keluarga/([^/"]+)/"', answer.content.decode())))


@pytest.mark.parametrize("case", LISTS, ids=lambda c: f"{c['list']}-{c['village']}")
def test_each_list_holds_whom_it_should(case: dict[str, str]) -> None:
    client = client_of(user_with("verifier"))
    assert families_in(page(client, case["list"], case["village"])) == int(case["families"])


def test_names_numbers_and_addresses_are_masked_and_lead_to_the_family() -> None:
    text = page(client_of(user_with("operator")), "bertentangan").content.decode()
    assert "MAWAR" not in text
    assert "BUATAN" not in text
    assert card_number(1) not in text
    assert f"/keluarga/{handles_of_office().of('kk', card_number(1))}/" in text
    assert "RW 009" in text


def test_another_kelurahan_is_not_there_for_an_operator() -> None:
    client = client_of(user_with("operator"))
    assert page(client, "kunjungan", OTHER).status_code == 404
    assert client.get(f"/daftar-kerja/?wilayah={OTHER}").status_code == 404
    asked = client.post(f"/daftar-kerja/berkas/?wilayah={OTHER}", {"purpose": "visit"})
    assert asked.status_code == 404


@pytest.mark.parametrize(
    "asked",
    ["daftar=salah", "halaman=0", "halaman=x", "rw=9", "rw=00x", "wilayah=%27", "halaman=²"],
)
def test_what_is_no_answer_is_not_found(asked: str) -> None:
    assert (
        client_of(user_with("operator")).get(f"/daftar-kerja/keluarga/?{asked}").status_code == 404
    )


def test_without_a_kelurahan_the_page_says_what_to_do() -> None:
    client = client_of(user_with("operator", villages=[]))
    assert "Minta administrator" in client.get("/daftar-kerja/").content.decode()


def test_looking_is_recorded_with_whom_it_showed() -> None:
    page(client_of(user_with("operator")), "bertentangan")
    event = AuditEvent.objects.filter(verb="WORKLIST_READ").latest("sequence")
    assert journal_of_office().family(card_number(1)) in event.subjects


def test_an_rw_counts_its_lists_and_leads_to_them() -> None:
    text = client_of(user_with("operator")).get("/daftar-kerja/").content.decode()
    assert f"daftar=bertentangan&amp;wilayah={HERE}&amp;rw=009" in text
    assert (
        families_in(page(client_of(user_with("operator")), "bertentangan", f"{HERE}&rw=009")) == 1
    )
    assert (
        families_in(page(client_of(user_with("operator")), "bertentangan", f"{HERE}&rw=008")) == 0
    )


def taken(client: Client, village: str = HERE, name: str = "bertentangan") -> HttpResponse:
    return client.post(
        f"/daftar-kerja/berkas/?daftar={name}&wilayah={village}", {"purpose": Purpose.VISIT.value}
    )


def test_the_file_says_who_and_why_keeps_digits_and_runs_no_formula() -> None:
    user = user_with("operator")
    lines = list(csv.reader(io.StringIO(taken(client_of(user)).content.decode("utf-8-sig"))))
    told = dict(line for line in lines[:5] if len(line) == 2)
    assert user.username in told["diunduh_oleh"]
    assert told["keperluan"] == "Kunjungan lapangan"
    row = dict(zip(lines[6], lines[7], strict=True))
    assert row["nomor_kk"] == "'" + card_number(1)
    assert (row["rw"], row["rt"]) == ("'009", "'004")
    assert row["kepala_keluarga"] == "'=SUM BUATAN"
    event = AuditEvent.objects.filter(verb="WORKLIST_EXPORT").latest("sequence")
    assert (event.purpose, event.actor) == (Purpose.VISIT.value, user.actor)
    assert journal_of_office().family(card_number(1)) in event.subjects


def test_no_file_without_a_purpose_or_the_permission() -> None:
    answer = client_of(user_with("operator")).post("/daftar-kerja/berkas/", {})
    assert answer["Content-Type"].startswith("text/html")
    assert not AuditEvent.objects.filter(verb="WORKLIST_EXPORT").exists()
    assert taken(client_of(user_with("verifier"))).status_code == 403


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1", "'=1"), ("+62", "'+62"), (" @x", "' @x"), ("\t=1", "'\t=1"), ("JL", "JL"), (None, "")],
)
def test_cells(cell: str | None, safe: str) -> None:
    assert safe_cell(cell) == safe
