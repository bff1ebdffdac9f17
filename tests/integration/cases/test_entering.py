"""Opening cases: at every door, once, and only where one may."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, connections

from desil.accounts.session import journal_of_office
from desil.audit.models import AuditEvent
from desil.cases.actions.entering import Entered, enter_case
from desil.cases.actions.people import RESIDENT
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.models import Case, CaseApplicant, CaseChange, CaseEvent
from desil.cases.queries.tickets import applicants_case
from desil.cases.ticket import shown
from desil.errors import Conflict, NotFound, Refused, UsageFault
from tests.case_office import (
    AT,
    BORN,
    FIRST,
    OTHER_VILLAGE,
    SECOND,
    THIRD,
    VILLAGE,
    at_desk,
    entered,
    entry,
    officer,
)

pytestmark = pytest.mark.usefixtures("register")


def test_a_case_at_the_counter_waits_to_be_completed_and_has_a_clock() -> None:
    found = entered()
    assert found.is_new
    case = found.case
    assert (case.standing, case.step, case.events) == ("open", "complete", 2)
    assert str(case.due_on) == "2026-11-27"  # three working days after a Tuesday
    with at_desk("operator"):
        change = CaseChange.objects.get(case=case)
        assert (change.fact, change.old_value, change.new_value) == ("floor_material", None, "2")
        assert [e.move for e in CaseEvent.objects.filter(case=case)] == ["enter", "propose"]


def test_the_same_form_again_is_the_same_case() -> None:
    first, retry = entered(seed=1), entered(seed=2, key="form-0000000000000001")
    assert (first.case.pk, retry.is_new) == (retry.case.pk, False)
    with pytest.raises(Conflict, match="sudah dipakai"):
        entered(seed=3, key="form-0000000000000001", told="Lain.")
    with at_desk("verifier"):
        assert Case.objects.count() == 1


def test_the_same_form_sent_eight_times_at_once_is_one_case() -> None:
    def send(number: int) -> Entered:
        try:
            return entered(seed=number, key="form-racing-000000001")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(send, range(1, 9)))
    assert len({f.case.pk for f in found}) == 1
    assert sum(f.is_new for f in found) == 1


def test_every_entry_is_one_event_of_the_log_without_a_number_of_a_person() -> None:
    case = entered().case
    (event,) = AuditEvent.objects.filter(verb="CASE_ENTER")
    assert (event.object_id, event.actor) == (case.number, "user:operator1")
    assert FIRST not in f"{event.payload}{event.subjects}{event.object_id}"


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"family_number": THIRD}, NotFound),  # of another kelurahan
        ({"family_number": "3275010101209999"}, NotFound),
        ({"family_number": "123"}, UsageFault),
        ({"family_number": ""}, UsageFault),
        ({"kind": "new_family"}, Conflict),  # is registered
        ({"kind": "sulap"}, UsageFault),
        ({"door": "jendela"}, Refused),
        ({"door": "portal"}, Refused),  # an officer is no resident
        ({"kind": "levy", "family_number": "", "changes": ()}, Refused),  # not at this door
        ({"changes": (RequestedChange("family", "decile_national", "1"),)}, UsageFault),
        ({"changes": (RequestedChange("family", "floor_material", "999"),)}, UsageFault),
        ({"changes": (RequestedChange("person", "is_working", "1", "123"),)}, NotFound),
        ({"told": "x" * 5000}, UsageFault),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    told: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        entered(**told)
    with at_desk("verifier"):
        assert not Case.objects.exists()
        assert not CaseEvent.objects.exists()
    assert not AuditEvent.objects.filter(verb="CASE_ENTER").exists()


def test_a_resident_follows_a_case_by_ticket_and_birth_date_and_sees_no_other() -> None:
    entered(seed=7)
    found = enter_case(
        entry=entry("portal-00000000001", door="portal", family_number=SECOND, changes=()),
        randomness=(99).to_bytes(10, "big"),
        by=RESIDENT,
        at=AT,
        journal=journal_of_office(),
    )
    with applicants_case(shown(found.case.ticket).lower(), BORN) as case:
        assert case.pk == found.case.pk
    for ticket, born in ((found.case.ticket, AT.date()), ("0" * 16, BORN)):
        with pytest.raises(NotFound), applicants_case(ticket, born):
            pass
    assert not Case.objects.exists()  # without a territory nothing is seen


def test_who_objects_to_a_neighbour_is_shown_to_dinsos_alone() -> None:
    case = entered(kind="objection", family_number=SECOND, changes=()).case
    with at_desk("lurah"):
        assert Case.objects.filter(pk=case.pk).exists()
        assert not CaseApplicant.objects.filter(case_id=case.pk).exists()
    with at_desk("verifier"):
        assert CaseApplicant.objects.filter(case_id=case.pk).exists()
    with at_desk("lurah", OTHER_VILLAGE):
        assert not Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize("said", ["update case_event set by = 'x'", "delete from case_event",
                                  "truncate case_event cascade"])  # fmt: skip
def test_not_even_the_owner_changes_what_happened(register: str, said: str) -> None:
    entered()
    with (
        psycopg.connect(register) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        owner.execute(said)


def test_a_kelurahan_cannot_write_a_case_of_another() -> None:
    with at_desk("operator", OTHER_VILLAGE), pytest.raises(NotFound):
        enter_case(
            entry=entry(kind="new_family", family_number="3275010101209999",
                        village_code=VILLAGE, changes=()),
            randomness=bytes(10),
            by=officer("operator"),
            at=AT,
            journal=journal_of_office(),
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('desil.villages', true)")
        assert cursor.fetchone() == ("",)
