"""When an applicant is asked how their case was handled: after an answer, and once."""

from datetime import UTC, datetime, timedelta

import pytest

from desil.cases.actions.people import RESIDENT
from desil.cases.calendar.working_days import working_calendar
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import satisfaction_answers
from desil.cases.queries.reports import Satisfaction
from desil.cases.workflow.events import CaseEvent, Move, Officer
from desil.cases.workflow.guards import moves_of, require_move
from desil.cases.workflow.state import CaseState, state_of
from desil.errors import Conflict, Refused, UsageFault
from tests.table import rows_of

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
KIND = kinds()["status_question"]
DETAILS = {"outcome": "explained", "answer": "satisfied"}
ASKED = rows_of(
    """
    | what happened                         | is asked |
    | enter                                 | no       |
    | enter advance                         | no       |
    | enter advance advance                 | yes      |
    | enter refuse                          | yes      |
    | enter withdraw                        | no       |
    | enter merge                           | no       |
    | enter advance advance rate            | no       |
    | enter refuse rate                     | no       |
    | enter refuse object                   | no       |
    | enter refuse rate object              | no       |
    | enter refuse rate object advance      | no       |
    | enter advance refuse object advance   | yes      |
    | enter refuse reopen refuse            | yes      |
    | enter refuse rate reopen refuse       | no       |
    """
)


def state_after_moves(moves: str) -> CaseState:
    events = [
        CaseEvent(Move(name), AT + timedelta(hours=n), f"user:{n}", None, "", DETAILS)
        for n, name in enumerate(moves.split())
    ]
    return state_of(KIND, events)


@pytest.mark.parametrize("row", ASKED, ids=lambda r: r["what happened"])
def test_the_question_comes_after_an_answer_and_never_twice(row: dict[str, str]) -> None:
    state = state_after_moves(row["what happened"])
    assert (Move.RATE in moves_of(KIND, state, RESIDENT)) is (row["is asked"] == "yes")


@pytest.mark.parametrize(
    ("answer", "who", "fault"),
    [
        ("satisfied", RESIDENT, None),
        ("sangat", RESIDENT, UsageFault),
        ("", RESIDENT, UsageFault),
        ("satisfied", Officer("user:9"), Refused),
    ],
    ids=["one of the answers", "no such answer", "nothing chosen", "somebody else"],
)
def test_the_applicant_alone_answers_with_a_word_of_the_list(
    answer: str, who: Officer, fault: type[Exception] | None
) -> None:
    state = state_after_moves("enter refuse")
    event = CaseEvent(Move.RATE, AT, who.actor, None, "", {"answer": answer})
    if fault is None:
        require_move(KIND, state, event, who, working_calendar())
        return
    with pytest.raises(fault):
        require_move(KIND, state, event, who, working_calendar())


def test_an_open_case_is_not_rated() -> None:
    event = CaseEvent(Move.RATE, AT, RESIDENT.actor, None, "", {"answer": "satisfied"})
    with pytest.raises(Conflict):
        require_move(KIND, state_after_moves("enter"), event, RESIDENT, working_calendar())


def test_the_share_is_of_those_who_answered() -> None:
    assert len(satisfaction_answers()) in {3, 5}
    found = Satisfaction("portal", 8, {"satisfied": 3, "so_so": 0, "dissatisfied": 1})
    assert (found.answered, found.share_satisfied) == (4, 0.75)
    assert Satisfaction("portal", 8, {}).share_satisfied is None
