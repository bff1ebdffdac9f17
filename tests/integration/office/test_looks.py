"""Who looked at a family is whole and true: every file and list that names it, refused attempts as
such, and the role of that day."""

import json
from datetime import UTC, datetime

import psycopg
import pytest

from desil.accounts.models import User
from desil.accounts.session import handles_of_office, journal_of_office
from desil.audit.event import EVERYBODY, Event, Outcome
from desil.audit.listing import reads_of
from desil.audit.look_verbs import ASKED_ONLY, READS
from desil.audit.models import AuditEvent
from desil.ui.family.looks import Look, looks_at
from tests.numbers_of_people import card_number
from tests.people import client_of, user_with

FAMILY, ELSEWHERE = card_number(1), card_number(3)
AT = datetime(2026, 2, 3, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("register")


def looks(number: str = FAMILY) -> list[Look]:
    family = journal_of_office().family(number)
    return list(looks_at(journal_of_office().person("-"), family, most=50))


def note(register: str, verb: str, *, actor: str, subject: str, **named: object) -> None:
    event = Event(AT, actor, verb, "thing", "1", (subject,), **named)
    with psycopg.connect(register) as log:
        journal_of_office().append(log.cursor(), event)


def open_family(user: User, number: str) -> int:
    client, handle = client_of(user), handles_of_office().of("kk", number)
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "visit", "next": "/akun/"})
    return client.get(f"/keluarga/{handle}/").status_code


@pytest.mark.parametrize("verb", sorted(set(READS) - set(ASKED_ONLY)))
def test_every_kind_of_look_stands_among_them(register: str, verb: str) -> None:
    subject = journal_of_office().family(FAMILY)
    note(register, verb, actor="system:petugas", subject=subject)
    assert [look.at for look in looks()] == [AT]
    assert looks(ELSEWHERE) == []


def test_an_export_of_the_whole_register_is_a_look_at_everybody(register: str) -> None:
    note(register, "REGISTER_EXPORT", actor="system:petugas", subject=EVERYBODY)
    assert len(looks(FAMILY)) == len(looks(ELSEWHERE)) == 1


def test_a_search_that_shows_a_family_is_a_look_at_it() -> None:
    client = client_of(user_with("verifier"))
    client.post("/cari/", {"question": "3275011705800001"}, follow=True)  # a member's NIK
    assert [e.verb for e in reads_of("-", family=journal_of_office().family(FAMILY))] == [
        "FAMILY_SEARCH"
    ]


def test_the_role_is_that_of_the_day_and_not_todays() -> None:
    user = user_with("operator", villages=["3275010009"])
    assert open_family(user, FAMILY) == 200
    user.roles, user.villages = ["head"], []
    user.save()
    assert [look.who for look in looks()] == ["Operator kelurahan"]
    read = AuditEvent.objects.get(verb="FAMILY_READ")
    assert json.loads(read.payload or "{}") == {
        "roles": ["operator"],
        "villages": ["3275010009"],
    }


def test_a_refused_attempt_is_shown_as_refused_and_is_no_look() -> None:
    outsider = user_with("operator", villages=["3275010009"])
    assert open_family(outsider, ELSEWHERE) == 404
    administrator = client_of(user_with("administrator"))
    handle = handles_of_office().of("kk", ELSEWHERE)
    assert administrator.get(f"/keluarga/{handle}/").status_code == 403
    assert [look.is_refused for look in looks(ELSEWHERE)] == [True, True]
    assert AuditEvent.objects.filter(verb="FAMILY_READ", outcome=Outcome.REFUSED).count() == 1


@pytest.mark.parametrize("page", ["keluarga/{}/kode/", "permohonan/keluarga/{}/status_question/"])
def test_pages_for_a_case_or_a_code_are_looks_at_the_family(page: str) -> None:
    clerk, handle = user_with("operator"), handles_of_office().of("kk", FAMILY)
    client = client_of(clerk)
    assert client.get(f"/{page.format(handle)}").status_code == 302  # asks what for
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "case"})
    assert looks() == []
    assert client.get(f"/{page.format(handle)}").status_code == 200
    assert [(look.who, look.is_refused) for look in looks()] == [("Operator kelurahan", False)]
    elsewhere = handles_of_office().of("kk", ELSEWHERE)
    assert client.get(f"/{page.format(elsewhere)}").status_code == 404
    assert [look.is_refused for look in looks(ELSEWHERE)] == [True]


def test_numbers_in_a_text_are_named_and_others_are_not() -> None:
    journal = journal_of_office()
    named = journal.named_in(f"1|{FAMILY}|x\n12345678901234567 3275 {FAMILY[:15]}")
    assert set(named) == {journal.family(FAMILY), journal.person(FAMILY)}
