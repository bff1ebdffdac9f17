"""Every number of the start page opens exactly its list: as many as the page says, and as many
rows; for each role, in an office where something of every kind waits."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from desil.accounts.actions.requests import RequestKind, ask_request
from desil.accounts.roles import roles
from desil.accounts.session import journal_of_office
from desil.cases.models import Case
from desil.cases.territory_scope import seeing_city
from desil.engine.store import Store
from desil.jobs.models import ProgrammeList, Proposal
from desil.jobs.states import JobKind
from desil.office.cases.request_context import today
from desil.plausibility.ledger import Act, append_entry, entry_of
from desil.ranking.activation.model_store import propose as propose_model
from tests.case_office import fill_case_office
from tests.case_walk import walked_to
from tests.filled_registers import Filled
from tests.office_work import AT, delivery_in_home
from tests.page_ground import FORMULA
from tests.page_ground_work import programme_list
from tests.people import client_of, signed_in, user_with
from tests.table import rows_of

CARD = re.compile(
    r'<a class="number" href="([^"]+)"><span class="figure">([\d.]+)</span> ([^<]+)</a>'
)
TOTAL = re.compile(r'class="total">\D*([\d.]+)')
# Pages that list a row for each; the others say a total and show one pair, proposal or chart.
ROWS = ("/permohonan/", "/program/daftar/", "/model/", "/kiriman/", "/pengguna/", "/audit/",
        "/daftar-kerja/keluarga/")  # fmt: skip
OTHER = "user:999999"
# What waits in `fill_waiting_office`; made up. Cases are in one kelurahan, the first.
EXPECTED = rows_of(
    """
    | role              | label                    | amount |
    | operator          | Lengkapi berkas          | 2      |
    | operator          | Musyawarah kelurahan     | 1      |
    | operator          | Jatuh tempo hari ini     | 1      |
    | operator          | Terlambat                | 1      |
    | pendamping        | Kunjungan rumah          | 1      |
    | lurah             | Permohonan               | 1      |
    | verifier          | Verifikasi Dinsos        | 1      |
    | verifier          | Usulan penerbitan        | 1      |
    | verifier          | Kiriman ditahan          | 1      |
    | verifier          | Usulan penarikan kiriman | 1      |
    | verifier          | Pasangan yang ragu       | none   |
    | data_officer      | Dikirim ke pusat         | 1      |
    | data_officer      | Pasangan yang ragu       | 3      |
    | data_officer      | Usulan penerbitan        | none   |
    | programme_officer | Daftar program           | 1      |
    | head              | Permohonan               | 2      |
    | head              | Terlambat                | 1      |
    | head              | Daftar program           | 1      |
    | head              | Model peringkat          | 1      |
    | head              | Usulan penerbitan        | 1      |
    | administrator     | Akun                     | 1      |
    | auditor           | Ditolak hari ini         | 1      |
    | statistician      | Model peringkat          | 1      |
    | statistician      | Permohonan               | none   |
    """
)


def _cases() -> None:
    """A case at every step of one kelurahan; of three the clock is about to end or has ended."""
    steps = ("complete", "complete", "deliberate", "visit", "finalise", "verify", "sign", "sign",
             "send")  # fmt: skip
    cases = [walked_to(step, seed=seed) for seed, step in enumerate(steps, 1)]
    ends = {0: today(), 2: today() - timedelta(days=3), 6: today() - timedelta(days=1)}
    with seeing_city():
        Case.objects.update(due_on=today() + timedelta(days=9))
        for place, day in ends.items():
            Case.objects.filter(pk=cases[place].pk).update(due_on=day)


def _lists() -> None:
    """A list that waits for its signature, and one that nobody has proposed."""
    made = ProgrammeList.objects.get(pk=programme_list()["list"])
    made.state, made.proposed_by, made.proposed_at = "open", OTHER, AT
    made.save()
    made.list_id, made.period, made.state, made.proposed_by = "f" * 16, "2026-Q2", "loaded", None
    made.save(force_insert=True)


def fill_waiting_office(home: Path, url: str) -> None:
    """A filling: of every kind of work and of signatures something waits."""
    fill_case_office(home, url)
    _cases()
    _lists()
    held = delivery_in_home(home)
    append_entry(
        Store(home),
        entry_of(held.id, Act.PROPOSE_WITHDRAWAL, by=OTHER, by_name="LAIN", at=AT, because="salah"),
    )
    propose_model(home, Path(str(FORMULA)), by="PERANCANG", at=AT)
    Proposal.objects.create(kind=JobKind.PUBLISH.value, run_id="1", reason="rilis baru",
                            proposed_by=OTHER, proposed_by_name="LAIN", proposed_at=AT,
                            families=3)  # fmt: skip
    ask_request(user=user_with("operator"), kind=RequestKind.FACTORS, reason="ponsel hilang",
                by=OTHER, at=timezone.now(), journal=journal_of_office())  # fmt: skip


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """An office in which something waits for everybody."""
    return filled(fill_waiting_office)


def cards(client: Client) -> list[tuple[str, str, str]]:
    """The address, number and label of each card of the start page."""
    return [(unescape(a), n, b) for a, n, b in CARD.findall(text_at(client, "/beranda/"))]


def text_at(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def client_in(role: str) -> Client:
    if role == "auditor":  # somebody was refused today
        assert signed_in("operator").get("/audit/").status_code == 403
    return signed_in(role)


@pytest.mark.parametrize("role", roles())
def test_every_number_is_the_total_of_the_list_that_it_opens(role: str) -> None:
    client = client_in(role)
    shown = cards(client)
    assert shown
    for link, amount, label in shown:
        text = text_at(client, link)
        total = TOTAL.search(text)
        assert total, (label, link)
        assert total[1] == amount, (label, link)
        if link.split("?")[0] in ROWS:
            tables = [t.split("</tbody>")[0] for t in text.split("<tbody>")[1:]]
            assert sum(t.count("<tr") for t in tables) == int(amount), (label, link)


@pytest.mark.parametrize("case", EXPECTED, ids=lambda c: f"{c['role']}-{c['label']}")
def test_what_waits(case: dict[str, str]) -> None:
    found = {label: amount for _link, amount, label in cards(client_in(case["role"]))}
    assert found.get(case["label"], "none") == case["amount"]


def test_nobody_is_asked_to_sign_what_they_proposed() -> None:
    head = user_with("head")
    ProgrammeList.objects.filter(state="open").update(proposed_by=head.actor)
    Proposal.objects.update(proposed_by=head.actor)
    proposed = entry_of("dtsen-2026-01-23-0123456789ab", Act.PROPOSE_WITHDRAWAL, by=head.actor,
                        by_name=head.name, at=AT, because="salah")  # fmt: skip
    append_entry(Store(settings.DESIL_HOME), proposed)
    labels = {label for _link, _amount, label in cards(client_of(head))}
    assert labels == {"Terlambat", "Permohonan", "Model peringkat", "Kiriman ditahan"}


def test_an_administrator_is_not_asked_to_approve_what_they_asked_for() -> None:
    one, two = user_with("administrator"), user_with("operator")
    ask_request(user=two, kind=RequestKind.FACTORS, reason="ponsel hilang", by=one.actor,
                at=timezone.now(), journal=journal_of_office())  # fmt: skip
    assert [n for _l, n, b in cards(client_of(one)) if b == "Akun"] == ["1"]
    assert [n for _l, n, b in cards(signed_in("administrator")) if b == "Akun"] == ["2"]


def test_another_kelurahan_has_nothing_of_this_one_and_says_so_in_words() -> None:
    text = text_at(signed_in("lurah", villages=["3275040006"]), "/beranda/")
    assert "Tidak ada yang jatuh tempo hari ini." in text
    assert "Tidak ada yang menunggu tanda tangan atau persetujuan Anda." in text


def test_who_signs_nothing_sees_no_place_for_signatures() -> None:
    assert "persetujuan Anda" not in text_at(signed_in("operator"), "/beranda/")


@pytest.mark.parametrize(
    ("role", "has_box"),
    [("operator", True), ("verifier", True), ("head", False), ("administrator", False)],
)
def test_the_search_box_is_for_those_who_may_search(role: str, has_box: bool) -> None:
    assert ('name="question"' in text_at(signed_in(role), "/beranda/")) is has_box


@pytest.mark.parametrize("page", ["/program/daftar/", "/model/", "/kiriman/", "/pengguna/"])
def test_a_word_that_no_list_has_is_not_found(page: str) -> None:
    role = "administrator" if page == "/pengguna/" else "head"
    assert signed_in(role).get(f"{page}?menunggu=entah").status_code == 404


def test_a_day_that_the_desk_does_not_have_lists_nothing() -> None:
    text = text_at(signed_in("operator"), "/permohonan/?langkah=saya&tenggat=entah")
    assert "<tbody>" not in text
