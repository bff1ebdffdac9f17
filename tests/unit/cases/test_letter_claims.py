"""What a letter needs said, and the reasons that the case itself contradicts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desil.cases.calendar.working_days import working_calendar
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step, reasons
from desil.cases.workflow.events import CaseEvent, Move
from desil.cases.workflow.letter_claims import (
    reasons_shown,
    require_true_reason,
    require_words,
)
from desil.cases.workflow.state import CaseState, state_of
from desil.errors import Conflict, UsageFault
from tests.case_staff import RESIDENT, officer
from tests.table import rows_of

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
KIND = kinds()["identity_element"]  # KTP and KK before it is complete
CALENDAR = working_calendar()


def state(*, papers: bool, changes: bool, step: Step = Step.COMPLETE) -> CaseState:
    """A case that waits for a step, with all its papers or none, and with a change or none."""
    events = [CaseEvent(Move.ENTER, AT, "user:operator1")]
    if papers:
        events += [
            CaseEvent(Move.DOCUMENT, AT, "user:operator1", Step.COMPLETE, "", {"document": name})
            for name in ("ktp", "kk")
        ]
    if changes:
        told = {"changes": 1}
        events.append(CaseEvent(Move.PROPOSE, AT, "user:operator1", Step.COMPLETE, "", told))
    if step is not Step.COMPLETE:
        events.append(CaseEvent(Move.ADVANCE, AT, "user:operator1", Step.COMPLETE))
    return state_of(KIND, events)


CLAIMS = """
| move   | reason | papers | changes | days | names | is so |
| refuse | A1     | no     | yes     | 0    | -     | yes   |
| refuse | A1     | yes    | yes     | 0    | -     | no    |
| return | A1     | yes    | yes     | 0    | ktp   | yes   |
| return | A1     | yes    | yes     | 0    | -     | no    |
| refuse | A8     | no     | yes     | 0    | -     | no    |
| refuse | A8     | no     | yes     | 3    | -     | no    |
| refuse | A8     | no     | yes     | 30   | -     | yes   |
| refuse | D5     | yes    | no      | 0    | -     | yes   |
| refuse | D5     | yes    | yes     | 0    | -     | no    |
| return | D5     | yes    | yes     | 0    | -     | no    |
| refuse | A2     | no     | yes     | 0    | -     | no    |
| refuse | A2     | yes    | yes     | 0    | -     | yes   |
| return | A2     | no     | yes     | 0    | ktp   | no    |
| refuse | A1     | yes    | yes     | 0    | ktp   | no    |
| refuse | A3     | no     | yes     | 0    | -     | no    |
| refuse | A3     | yes    | yes     | 0    | -     | yes   |
| refuse | D1     | yes    | yes     | 0    | -     | yes   |
"""


@pytest.mark.parametrize("row", rows_of(CLAIMS), ids=lambda row: "-".join(row.values()))
def test_a_reason_that_the_case_contradicts_is_refused(row: dict[str, str]) -> None:
    stands = state(papers=row["papers"] == "yes", changes=row["changes"] == "yes")
    event = CaseEvent(
        Move(row["move"]), AT + timedelta(days=int(row["days"])), "user:operator2", stands.step,
        row["reason"], {"documents": [] if row["names"] == "-" else [row["names"]]},
    )  # fmt: skip
    if row["is so"] == "yes":
        require_true_reason(KIND, stands, event, CALENDAR)
        return
    with pytest.raises(Conflict, match="tidak benar di sini"):
        require_true_reason(KIND, stands, event, CALENDAR)


def test_an_officer_is_offered_no_reason_that_the_case_contradicts() -> None:
    lacking, whole = state(papers=False, changes=False), state(papers=True, changes=True)
    assert {"A1", "D5"} <= set(reasons_shown(KIND, lacking, is_return=False))
    assert not {"A1", "D5"} & set(reasons_shown(KIND, whole, is_return=False))
    assert {"A1", "D5"} & set(reasons_shown(KIND, whole, is_return=True)) == {"A1"}
    for kind in kinds().values():
        for step in kind.steps:
            waits = state_of(kind, [CaseEvent(Move.ENTER, AT, "user:operator1")])
            assert waits.step in kind.steps
            codes = set(kind.reasons_at(step))
            assert {c for c in codes if reasons()[c].claims is None}, (kind.name, step)


SEEN = """
| seen | otherwise | photo | offered |
| 0    | 0         | -     | B1 B3   |
| 1    | 0         | -     | B1      |
| 1    | 1         | -     | -       |
| 2    | 1         | yes   | -       |
| 0    | 0         | yes   | B1      |
"""


@pytest.mark.parametrize("row", rows_of(SEEN), ids=lambda row: "-".join(row.values()))
def test_what_a_visit_saw_decides_which_reasons_are_offered(row: dict[str, str]) -> None:
    kind = kinds()["decile_too_high"]
    told = {"changes": 1, "seen": int(row["seen"]), "seen_otherwise": int(row["otherwise"])}
    events = [
        CaseEvent(Move.ENTER, AT, "user:operator1"),
        CaseEvent(Move.ADVANCE, AT, "user:operator1", Step.COMPLETE),
        CaseEvent(Move.ADVANCE, AT, "user:operator1", Step.DELIBERATE),
        CaseEvent(Move.PROPOSE, AT, "user:pendamping1", Step.VISIT, "", told),
    ]
    if row["photo"] == "yes":
        front = {"document": "house_front"}
        events.append(CaseEvent(Move.DOCUMENT, AT, "user:pendamping1", Step.VISIT, "", front))
    shown = reasons_shown(kind, state_of(kind, events), is_return=False)
    offered = {code for code in ("B1", "B3") if code in shown}
    assert offered == set(row["offered"].replace("-", "").split())


WORDS = """
| kind           | move     | step     | by       | note       | names | fault                   |
| status_question | advance | answer   | verifier |            | -     | Jawaban                 |
| status_question | advance | answer   | verifier | .space.    | -     | Jawaban                 |
| status_question | advance | answer   | verifier | Uangnya ada. | -   |                         |
| status_question | advance | complete | operator |            | -     |                         |
| status_question | return  | answer   | verifier |            | -     | Surat harus             |
| status_question | return  | answer   | verifier | Sebut NIK. | -     |                         |
| decile_too_high | advance | verify   | verifier |            | -     |                         |
| decile_too_high | return  | verify   | verifier |            | -     | Surat harus             |
| decile_too_high | return  | verify   | verifier |            | kk    |                         |
| decile_too_high | return  | verify   | verifier | Buram.     | -     |                         |
| health          | return  | verify   | verifier | Buram.     | -     | Surat harus             |
| health          | return  | verify   | verifier |            | kk    |                         |
| decile_too_high | refuse  | verify   | verifier |            | -     |                         |
| decile_too_high | reopen  | -        | verifier |            | -     | Alasannya               |
| decile_too_high | hand_over | complete | operator |          | -     | Alasannya               |
| decile_too_high | withdraw | complete | operator |           | -     | Alasannya               |
| decile_too_high | withdraw | complete | resident |           | -     |                         |
| decile_too_high | object  | -        | resident |            | -     | Alasannya               |
| decile_too_high | object  | -        | resident | Salah rumah. | -   |                         |
"""


@pytest.mark.parametrize("row", rows_of(WORDS), ids=lambda row: "-".join(row.values()))
def test_a_move_whose_letter_needs_words_is_refused_without_them(row: dict[str, str]) -> None:
    by = RESIDENT if row["by"] == "resident" else officer(row["by"])
    event = CaseEvent(
        Move(row["move"]), AT, by.actor, None if row["step"] == "-" else Step(row["step"]), "",
        {"documents": [] if row["names"] == "-" else [row["names"]]},
    )  # fmt: skip
    note = " \n" if row["note"] == ".space." else row["note"]
    kind = kinds()[row["kind"]]
    if not row["fault"]:
        require_words(kind, event, by, note)
        return
    with pytest.raises(UsageFault, match=row["fault"]):
        require_words(kind, event, by, note)
