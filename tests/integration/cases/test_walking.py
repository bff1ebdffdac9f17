"""A case walked through the office by the right people, and by the wrong ones."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from desil.audit.models import AuditEvent
from desil.cases.actions.people import RESIDENT
from desil.cases.actions.reminders import let_clocks_speak
from desil.cases.actions.signing import sign_cases
from desil.cases.actions.steps import (
    advance,
    give_back,
    link_to,
    merge_into,
    object_to_refusal,
    propose_changes,
    refuse,
    reopen,
    withdraw,
)
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.models import Case, CaseChange, CaseEvidence
from desil.cases.queries.case_file import open_case_file
from desil.cases.queries.lists import (
    Wanted,
    cases_of_family,
    cases_to_sign,
    listed,
    similar_cases,
    work_of,
)
from desil.cases.workflow.events import Move
from desil.errors import Conflict, NotFound, Refused, UsageFault
from tests.case_office import (
    AT,
    FIRST,
    SECOND,
    acting,
    again,
    at_desk,
    entered,
    officer,
)
from tests.case_walk import papers, walked_to

pytestmark = pytest.mark.usefixtures("register")


def test_a_decile_too_high_goes_through_seven_hands() -> None:
    case = walked_to("send")
    with at_desk("verifier"):
        found = open_case_file(case.number, **acting("verifier"))
    took = [(e.step, e.by) for e in found.history if e.move == "advance"]
    assert took == [
        ("complete", "user:operator1"),
        ("deliberate", "user:operator1"),
        ("visit", "user:pendamping1"),
        ("finalise", "user:lurah1"),
        ("verify", "user:verifier1"),
        ("sign", "user:head1"),
    ]
    assert found.clock is not None
    assert found.missing == ()


def test_whoever_signs_opens_no_family_and_signs_all_or_none() -> None:
    first, second = walked_to("sign"), walked_to("verify", seed=2, family_number=SECOND)
    with at_desk("head"):
        (waits,) = cases_to_sign(officer("head"))
        assert (waits.number, waits.facts) == (first.number, ("floor_material",))
        assert FIRST not in repr(waits)
        with pytest.raises(NotFound):
            open_case_file(first.number, **acting("verifier"))
        with pytest.raises(Conflict):
            sign_cases([first.number, second.number], **acting("head"))
        assert again(first).step == "sign"
        sign_cases([first.number], **acting("head"))
    assert again(first).step == "send"
    with at_desk("verifier"), pytest.raises(Refused):
        sign_cases([second.number], **acting("verifier"))


def test_a_step_needs_its_papers_and_its_person() -> None:
    case = entered().case
    with at_desk("operator"):
        with pytest.raises(Conflict, match="KTP, Kartu keluarga"):
            advance(case.number, **acting("operator"))
        papers(case, "ktp", "kk")
        with pytest.raises(Refused, match="wewenang"):
            advance(case.number, **acting("lurah"))
        advance(case.number, **acting("operator"), seen=4)
        with pytest.raises(Conflict, match="berubah"):
            advance(case.number, **acting("operator"), seen=4)


def test_a_refusal_has_a_code_and_may_be_objected_to_once_in_time() -> None:
    case = walked_to("finalise")
    with at_desk("lurah"):
        with pytest.raises(UsageFault, match="bukan alasan"):
            refuse(case.number, reason="Z9", **acting("lurah"))
        refuse(case.number, reason="B1", **acting("lurah"))
        told = {
            "note": "Rumah saya belum dilihat.",
            "by": RESIDENT,
            "journal": acting("lurah")["journal"],
        }
        with pytest.raises(Conflict, match="lewat"):
            object_to_refusal(case.number, at=AT + timedelta(days=40), **told)
        object_to_refusal(case.number, at=AT + timedelta(days=3), **told)
    assert again(case).step == "verify"  # gone over the lurah's head
    with at_desk("verifier"):
        refuse(case.number, reason="B1", **acting("verifier", days=4))
        with pytest.raises(Conflict):
            object_to_refusal(case.number, at=AT + timedelta(days=5), **told)
        reopen(case.number, note="Bukti baru.", **acting("verifier", 2, days=6))
    assert again(case).step == "complete"


def test_what_was_sent_back_is_completed_and_not_deliberated_again() -> None:
    case = walked_to("verify")
    with at_desk("verifier"):
        give_back(case.number, reason="A2", note="KTP gelap.", **acting("verifier"))
    with at_desk("operator"):
        propose_changes(
            case.number, [RequestedChange("family", "floor_material", "3")], **acting("operator")
        )
        advance(case.number, **acting("operator"))
        assert CaseChange.objects.get(case=case, is_current=True).new_value == "3"
        assert CaseChange.objects.filter(case=case).count() == 2
    assert again(case).step == "finalise"


def test_doubles_are_merged_related_cases_linked_and_a_case_taken_back() -> None:
    first = entered(seed=1).case
    second = entered(seed=2).case
    other = entered(seed=3, kind="aid_not_paid", changes=()).case
    with at_desk("operator"):
        assert {c.pk for c in similar_cases(first)} == {second.pk, other.pk}
        link_to(first.number, other.number, **acting("operator"))
        withdraw(other.number, note="Sudah cair.", **acting("operator"))
    with at_desk("verifier"):
        with pytest.raises(Conflict, match="tidak sama"):
            merge_into(first.number, other.number, **acting("verifier"))
        merge_into(second.number, first.number, **acting("verifier"))
        states = [c.standing for c in cases_of_family([FIRST])]
        assert states == ["withdrawn", "merged", "open"]


def test_clocks_remind_once_and_escalate_once() -> None:
    entered()
    journal: Any = acting("lurah")["journal"]
    said = [
        let_clocks_speak(at=AT + timedelta(days=day), journal=journal) for day in (0, 2, 2, 3, 6, 9)
    ]
    assert [(s[Move.REMIND], s[Move.ESCALATE]) for s in said] == [
        (0, 0), (1, 0), (0, 0), (0, 0), (0, 1), (0, 0),
    ]  # fmt: skip
    assert AuditEvent.objects.filter(verb="CASE_ESCALATE").count() == 1


def test_work_is_what_ones_permissions_wait_for() -> None:
    case = walked_to("finalise")
    entered(seed=9, family_number=SECOND, changes=())
    wanted: Callable[[str], set[int]] = lambda role: {c.pk for c in work_of(officer(role))}  # noqa: E731
    with at_desk("lurah"):
        assert wanted("lurah") == {case.pk}
        assert not wanted("auditor")
        assert listed(Wanted(late_on=(AT + timedelta(days=90)).date())).count() == 2


def test_the_kept_row_is_what_the_events_say() -> None:
    case = walked_to("verify")
    with at_desk("verifier"):
        found = open_case_file(case.number, **acting("verifier"))
    assert found.state.step is not None
    assert (found.case.step, found.case.events) == (found.state.step.value, len(found.history))
    assert CaseEvidence.objects.count() == 0  # nobody's territory
    assert Case.objects.count() == 0
