"""The papers of a case as its applicant is told of them: received, wanted, asked for again."""

from __future__ import annotations

from collections.abc import Sequence

from desil.cases.actions.history import event_of
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Claim, Step, documents, reasons
from desil.cases.models import CaseEvent
from desil.cases.workflow.events import Move
from desil.cases.workflow.guards import missing_for_pass
from desil.cases.workflow.state import CaseState, Standing, state_of


def brought_papers(kind: Kind) -> tuple[str, ...]:
    """The papers of a case type that an applicant brings; photos of the home are a visitor's."""
    return tuple(name for name in kind.documents if not documents()[name].is_placed)


def wanted_papers(kind: Kind, state: CaseState) -> tuple[str, ...]:
    """The papers that an applicant still has to bring before the step can be passed."""
    return tuple(n for n in missing_for_pass(kind, state) if n in brought_papers(kind))


def later_papers(kind: Kind, state: CaseState) -> dict[Step, tuple[str, ...]]:
    """The papers that an applicant still has to bring for a later step than the one that a case
    waits for, by that step."""
    if state.step is None:
        return {}
    upto = kind.steps[: kind.steps.index(state.step) + 1]
    found: dict[Step, tuple[str, ...]] = {}
    for name in brought_papers(kind):
        due = kind.documents[name]
        if due not in upto and name not in state.documents:
            found[due] = (*found.get(due, ()), name)
    return found


def papers_that_came(history: Sequence[CaseEvent], upto: int | None = None) -> frozenset[str]:
    """The papers that came at some time, up to the event at a place where one is named."""
    return frozenset(
        str(event.details.get("document", ""))
        for event in history
        if event.move == Move.DOCUMENT.value and (upto is None or event.place <= upto)
    )


def lacked_papers(kind: Kind, state: CaseState) -> tuple[str, ...]:
    """The papers that a refused case lacked, where it was refused because of that."""
    before = state.before if state.standing is Standing.REFUSED else None
    if before is None or reasons()[state.reason].claims is not Claim.PAPERS_MISSING:
        return ()
    return wanted_papers(kind, before)


def state_at(kind: Kind, history: Sequence[CaseEvent], place: int) -> CaseState:
    """What a case was at its event at a place."""
    return state_of(kind, (event_of(event) for event in history if event.place <= place))


def papers_received(state: CaseState) -> tuple[str, ...]:
    """The papers that lie with a case, but for those of a deliberation."""
    return tuple(
        n for n, word in documents().items() if n in state.documents and not word.is_shared
    )


def named_papers(event: CaseEvent) -> tuple[str, ...]:
    """The papers that a decision names, as those that cannot be read or have to come again."""
    named = event.details.get("documents")
    listed = map(str, named) if isinstance(named, list) else ()
    return tuple(name for name in listed if name in documents())


def must_come_again(kind: Kind, history: Sequence[CaseEvent], event: CaseEvent) -> bool:
    """Whether a case was sent back for missing papers that had all come: they are to come again."""
    reason, papers = reasons().get(event.reason), named_papers(event)
    is_missing = reason is not None and reason.claims is Claim.PAPERS_MISSING
    lacking = wanted_papers(kind, state_at(kind, history, event.place))
    return is_missing and {*papers, *lacking} <= papers_that_came(history, event.place)


def completion_request(kind: Kind, event: CaseEvent) -> tuple[tuple[str, ...], str]:
    """What the applicant was asked for when a case was sent back: papers, and the officer's words
    (none of a case type that tells of health; none before officers knew that they are read)."""
    if not isinstance(event.details.get("documents"), list):
        return (), ""
    return named_papers(event), "" if kind.tells_specific else event.note
