"""A family moves; the clerk who holds its case finishes it or hands it over, and each kelurahan
sees what it may."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from desil.accounts.session import journal_of_office
from desil.audit.models import AuditEvent
from desil.cases.actions.handing_over import hand_over
from desil.cases.actions.steps import propose_changes, write_note
from desil.cases.models import Case, CaseApplicant, CaseEvent
from desil.cases.territory_scope import seeing_city
from desil.errors import Conflict, NotFound, Refused, UsageFault
from desil.ui.family.looks import looks_at
from tests.case_office import FLOOR, acting, again, at_desk
from tests.case_walk import take_step
from tests.filled_registers import Filled
from tests.integration.office.test_family_followed import (
    GONE,
    HERE,
    MOVING,
    NEW_KK,
    OLD_KK,
    THERE,
    fill_followed,
    page_of,
)
from tests.people import client_of, user_with

REAL_THERE = "3275010012"


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    return filled(fill_followed)


def number_about(family: str) -> str:
    with seeing_city():
        return Case.objects.get(family_number=family).number


def handed_over() -> str:
    number = number_about(MOVING)
    with at_desk("operator", HERE):
        hand_over(number, note="keluarga pindah", **acting("operator"))
    return number


def seen_at(village: str, number: str) -> tuple[list[str], int, int]:
    """The moves that a kelurahan reads, and how many cases and applicants of that number."""
    key = int(number.partition("-")[2])
    with at_desk("operator", village):
        moves = CaseEvent.objects.filter(case_id=key).order_by("place").values_list("move")
        return (
            [move for (move,) in moves],
            Case.objects.filter(pk=key).count(),
            CaseApplicant.objects.filter(case_id=key).count(),
        )


def test_before_the_hand_over_only_the_old_kelurahan_has_the_case() -> None:
    number = number_about(MOVING)
    assert seen_at(HERE, number) == (["enter"], 1, 1)
    assert seen_at(THERE, number) == ([], 0, 0)


def test_the_new_kelurahan_goes_on_and_the_old_one_keeps_what_happened_there() -> None:
    number = handed_over()
    with at_desk("operator", THERE):
        write_note(number, note="diterima", **acting("operator", 2))
    assert seen_at(THERE, number) == (["enter", "hand_over", "note"], 1, 1)
    assert seen_at(HERE, number) == (["enter", "hand_over"], 0, 0)
    with at_desk("operator", HERE), pytest.raises(NotFound):
        write_note(number, note="lagi", **acting("operator"))


def test_the_log_says_who_handed_over_and_where_to() -> None:
    number = handed_over()
    event = AuditEvent.objects.get(verb="CASE_HAND_OVER")
    assert event.object_id == number
    assert f'"to_village":"{THERE}"' in (event.payload or "")


def test_a_case_stays_where_its_family_has_not_moved() -> None:
    with at_desk("operator", HERE), pytest.raises(Conflict):
        hand_over(number_about(OLD_KK), note="x", to_village=REAL_THERE, **acting("operator"))


def test_a_case_of_a_family_that_left_the_release_goes_to_the_kelurahan_that_is_chosen() -> None:
    number = number_about(GONE)
    clerk = client_of(user_with("operator", villages=[HERE]))
    address = f"/permohonan/{number}/"
    assert "serahkan ke kelurahan tempat mereka sekarang" in clerk.get(address).content.decode()
    sent = {"seen": "1", "note": "tinggal bersama anaknya"}
    refused = clerk.post(f"{address}tindakan/hand_over/", sent).content.decode()
    assert "tinggal bersama anaknya" in refused  # what was typed is still there
    done = clerk.post(f"{address}tindakan/hand_over/", sent | {"to_village": REAL_THERE})
    assert done.status_code == 302
    assert seen_at(REAL_THERE, number) == (["enter", "hand_over"], 1, 1)
    assert seen_at(HERE, number) == (["enter", "hand_over"], 0, 0)
    with at_desk("operator", REAL_THERE):
        write_note(number, note="diterima", **acting("operator", 2))


@pytest.mark.parametrize("village", ["", "9999999999", HERE])
def test_a_case_goes_to_no_place_that_is_none(village: str) -> None:
    with at_desk("operator", HERE), pytest.raises(UsageFault):
        hand_over(number_about(GONE), note="x", to_village=village, **acting("operator"))


def test_a_case_of_another_kelurahan_is_a_refused_look_at_its_family() -> None:
    number, journal = number_about(OLD_KK), journal_of_office()
    clerk = client_of(user_with("operator", villages=[THERE]))
    for asked in (number, "2026-999999"):
        assert clerk.get(f"/permohonan/{asked}/").status_code == 404
    found = looks_at(journal.person("-"), journal.family(OLD_KK), most=9)
    assert [look.is_refused for look in found] == [True]


def test_reading_on_after_a_hand_over_is_a_look_at_the_family() -> None:
    number, journal = handed_over(), journal_of_office()
    client_of(user_with("operator", villages=[HERE])).get(f"/permohonan/{number}/")
    read = AuditEvent.objects.get(verb="CASE_READ")
    assert journal.family(MOVING) in (read.subjects or ())


def test_a_case_is_handed_over_once() -> None:
    number = handed_over()
    with at_desk("operator", THERE), pytest.raises(Conflict):
        hand_over(number, note="x", **acting("operator", 2))


def test_who_signs_or_looks_on_hands_nothing_over() -> None:
    number = number_about(MOVING)
    with seeing_city():
        for role in ("head", "auditor"):
            with pytest.raises(Refused):
                hand_over(number, note="x", **acting(role))


def test_another_kelurahan_takes_no_case() -> None:
    with at_desk("operator", THERE), pytest.raises(NotFound):
        hand_over(number_about(MOVING), note="x", **acting("operator", 2))


def test_the_page_offers_it_and_both_kelurahan_read_on() -> None:
    number = number_about(MOVING)
    here = client_of(user_with("operator", villages=[HERE]))
    there = client_of(user_with("operator", villages=[THERE]))
    address = f"/permohonan/{number}/"
    assert "Serahkan ke kelurahan baru" in here.get(address).content.decode()
    staying = f"/permohonan/{number_about(OLD_KK)}/"
    assert "Serahkan ke kelurahan baru" not in here.get(staying).content.decode()
    assert there.get(address).status_code == 404
    done = here.post(f"{address}tindakan/hand_over/", {"seen": "1", "note": "keluarga pindah"})
    assert done.status_code == 302
    old = here.get(address).content.decode()
    assert "diserahkan ke kelurahan Bekasijaya" in old
    assert "keluarga pindah" not in old  # notes went along
    new = there.get(address).content.decode()
    assert "keluarga pindah" in new
    assert "Lengkapi berkas" in new
    text = page_of(there, MOVING)
    assert number in text
    assert "di kelurahan lain. " not in text.partition("Permohonan")[2][:400]


def test_the_clerk_who_holds_the_case_can_finish_it() -> None:
    number = number_about(MOVING)
    with at_desk("operator", HERE):
        propose_changes(number, (FLOOR,), **acting("operator"))
        case = Case.objects.get(pk=int(number.partition("-")[2]))
    while again(case).step not in ("send", None):
        take_step(case)
    assert again(case).step == "send"


def listed(url: str, family: str, place: int = 1) -> None:
    """A list in force of the first release, with one family of the old kelurahan at a place."""
    with psycopg.connect(url) as owner:
        owner.execute(
            "insert into work_programme_list (list_id, programme, name_id, name_en, unit, period,"
            " on_date, run_id, rules_version, reference, quota, result_hash, words, listed,"
            " waiting, state, loaded_by, loaded_at, reason, proposed_by, decided_by,"
            " decision_reason) values ('a', 'PKH', 'Keluarga Harapan', 'PKH', 'family',"
            " '2026-Q1', '2026-01-01', 'x', 'x', 'x', '9', 'x', '{\"components\": {}}', 1, 0,"
            " 'approved', 'x', now(), 'x', 'user:1', 'user:2', 'x')"
        )
        owner.execute(
            "insert into work_listed_row (list_id, place, village_place, state, family_number,"
            " village_code) values ('a', %s, 1, 'terdaftar', %s, %s)",
            [place, family, HERE],
        )


@pytest.mark.parametrize(
    ("listed_as", "asked", "village"),
    [(OLD_KK, NEW_KK, HERE), (MOVING, MOVING, THERE)],
    ids=["a new card", "a move"],
)
def test_a_family_keeps_its_place_on_a_list(
    listed_as: str, asked: str, village: str, register: str
) -> None:
    listed(register, listed_as, place=37)
    text = page_of(client_of(user_with("lurah", villages=[village])), asked)
    assert "Keluarga Harapan, 2026-Q1" in text
    assert "urutan 37" in text


def test_a_strangers_place_is_not_told(register: str) -> None:
    listed(register, GONE)
    text = page_of(client_of(user_with("lurah", villages=[HERE])), NEW_KK)
    assert "Keluarga Harapan, 2026-Q1" not in text


def test_events_stay_append_only_and_closed_to_others() -> None:
    number = handed_over()
    key = int(number.partition("-")[2])
    with at_desk("operator", "3275010011"), connection.cursor() as cursor:
        cursor.execute("select count(*) from case_event where case_id = %s", [key])
        assert cursor.fetchone() == (0,)
