"""What an applicant is told of a decision: its reason, and how it closed the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desil.cases.actions.history import event_of
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Step, documents, outcomes, reasons, step_rules
from desil.cases.letters.due import DueLetter
from desil.cases.letters.papers import must_come_again
from desil.cases.models import CaseEvent
from desil.cases.workflow.state import is_of_meeting
from desil.dictionary.label import Label

_NOTHING = Label("-", "-")
_EMPTY = Label("", "")


def told_reason(kind: Kind, code: str) -> Label:
    """A reason as the applicant reads it: what was found about others is not theirs to know."""
    if code not in reasons():
        return _NOTHING
    reason = reasons()[code]
    return kind.finding if kind.finding and reason.is_finding else reason.label


def told_return(kind: Kind, history: Sequence[CaseEvent], event: CaseEvent) -> Label:
    """Why a case was sent back; papers that had all come are not called missing."""
    reason = reasons().get(event.reason)
    is_again = reason is not None and must_come_again(kind, history, event)
    return reason.again if reason and reason.again and is_again else told_reason(kind, event.reason)


def still_of(kind: Kind, due: DueLetter) -> Label:
    """What has not changed where a case came to nothing; empty where nothing is said of it."""
    return kind.still_of.get(due.reason) or kind.still or due.letter.still or _EMPTY


def then_of(kind: Kind, due: DueLetter) -> Label:
    """What the receiver of a letter may do next: as its reason says, else as its letter does. Of
    what was found about others nothing shows."""
    reason = reasons().get(due.reason)
    is_told = reason is not None and not (kind.finding and reason.is_finding)
    then = reason.then if reason and is_told else None
    return _filled(then or due.letter.then, {"noun": kind.noun})


def _filled(label: Label | None, values: Mapping[str, Label]) -> Label:
    if label is None:
        return _EMPTY
    return Label(
        label.id.format(**{name: value.id for name, value in values.items()}),
        label.en.format(**{name: value.en for name, value in values.items()}),
    )


def _with_papers(reason: Label, due: DueLetter) -> Label:
    """A reason with the papers that the decision names."""
    named = [documents()[name].label for name in due.papers]
    if not named:
        return reason
    papers = (", ".join(p.id for p in named), ", ".join(p.en for p in named))
    return Label(f"{reason.id} ({papers[0]})", f"{reason.en} ({papers[1]})")


def closing_words(kind: Kind, due: DueLetter, event: CaseEvent) -> tuple[Label, Label]:
    """What a ticket says of a refusal or an answer in its history, and of how the case stands then;
    `event` is the one that the letter was written for."""
    step = Step.DELIBERATE if is_of_meeting(event_of(event), kind) else Step(event.step or "")
    values = {
        "reason": _with_papers(told_reason(kind, due.reason), due),
        "still": still_of(kind, due),
        "by": step_rules()[step].by,
        "outcome": outcomes().get(str(event.details.get("outcome", "")), _NOTHING),
    }
    return _filled(due.letter.happened, values), _filled(due.letter.ends, values)
