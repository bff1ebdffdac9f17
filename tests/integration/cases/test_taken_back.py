"""What is decided may be taken back while nothing has left the house; nobody refuses alone."""

import pytest

from desil.cases.actions.people import RESIDENT
from desil.cases.actions.signing import sign_cases, take_signature_back
from desil.cases.actions.steps import advance, refuse, undo, withdraw
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step, reasons
from desil.cases.letters.due import due_letters
from desil.cases.models import Case
from desil.cases.queries.case_file import file_of
from desil.cases.workflow.events import Move
from desil.errors import Conflict, Refused, UsageFault
from tests.case_office import acting, again, at_desk, officer
from tests.case_walk import DETAILS, papers, take_step, walked_to

pytestmark = pytest.mark.usefixtures("register")


def letters_of(case: Case) -> list[str]:
    with at_desk("verifier"):
        file = file_of(case, officer("verifier"))
        return [due.letter.name for due in due_letters(file.kind, file.history)]


def test_a_withdrawal_is_taken_back_by_the_applicant_or_the_counter() -> None:
    case = walked_to("visit")
    for who in (acting("operator", 2), acting("operator") | {"by": RESIDENT}):
        with at_desk("operator"):
            withdraw(case.number, note="Tidak jadi.", **acting("operator"))
        assert again(case).standing == "withdrawn"
        with at_desk("operator"):
            undo(case.number, note="", **who)
        assert (again(case).standing, again(case).step) == ("open", "visit")


def test_a_refusal_is_taken_back_on_its_day_by_whoever_refused() -> None:
    case = walked_to("verify")
    with at_desk("verifier"):
        refuse(case.number, reason="B1", **acting("verifier"))
    assert letters_of(case)[-1] == "refusal"
    with at_desk("verifier"):
        with pytest.raises(Refused):
            undo(case.number, note="", **acting("verifier", 2))
        with pytest.raises(Conflict):
            undo(case.number, note="", **acting("verifier", days=1))
        undo(case.number, note="", **acting("verifier"))
    assert again(case).step == "verify"
    assert "refusal" not in letters_of(case)
    with at_desk("verifier"):
        advance(case.number, **acting("verifier"))  # who took it back may still decide


def test_a_signature_is_taken_back_until_it_is_sent() -> None:
    case = walked_to("send")
    with at_desk("head"):
        with pytest.raises(Refused):
            take_signature_back(case.number, **acting("head", 2))
        take_signature_back(case.number, **acting("head"))
    assert again(case).step == "sign"
    with at_desk("head"):
        sign_cases([case.number], **acting("head"))
    with at_desk("data_officer"):
        sent = acting("data_officer")
        with pytest.raises(UsageFault):
            advance(case.number, **sent)  # sent together only
    assert letters_of(case).count("acceptance") == 1


def test_whoever_entered_a_case_does_not_refuse_it_alone() -> None:
    case = walked_to("complete")
    with at_desk("operator"):
        with pytest.raises(Refused):
            refuse(case.number, reason="A1", **acting("operator"))
        refuse(case.number, reason="A1", **acting("operator", 2))
    assert again(case).standing == "refused"


def test_whoever_entered_a_case_writes_down_what_the_meeting_refused() -> None:
    case = walked_to("deliberate")
    held = {name: DETAILS[name] for name in ("held_on", "attended")}
    with at_desk("operator"):
        for details in ({}, held):  # without its papers a meeting decides nothing
            with pytest.raises((Refused, Conflict)):
                refuse(case.number, reason="B4", details=details, **acting("operator"))
        papers(case, "minutes", "attendance_list")
        refuse(case.number, reason="B4", details=held, **acting("operator"))
    assert again(case).reason == "B4"


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_the_reasons_are_those_of_the_step(kind: str) -> None:
    declared = kinds()[kind]
    for step in declared.steps:
        offered = declared.reasons_at(step)
        assert all(step in reasons()[code].steps for code in offered)
        assert offered, f"{kind} cannot be refused at {step}"
        if Step.VISIT not in declared.steps:
            assert not {"B1", "B2", "B3"} & set(offered)
        assert "B4" not in offered or step is Step.DELIBERATE


def test_a_reason_of_another_step_is_refused() -> None:
    case = walked_to("verify")
    with at_desk("verifier"), pytest.raises(UsageFault):
        refuse(case.number, reason="E1", **acting("verifier"))


def test_what_is_undone_stays_in_the_history() -> None:
    case = walked_to("verify")
    with at_desk("verifier"):
        refuse(case.number, reason="B1", **acting("verifier"))
        undo(case.number, note="Salah tekan.", **acting("verifier"))
        moves = [e.move for e in file_of(case, officer("verifier")).history]
    assert moves[-2:] == [Move.REFUSE.value, Move.UNDO.value]
    take_step(case)
    assert again(case).step == "sign"
