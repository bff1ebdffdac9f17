"""The papers of a case as its applicant is told of them: received, wanted, asked for again."""

from __future__ import annotations

from collections.abc import Sequence

from desil.cases.actions.history import event_of
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Claim, documents, reasons
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


def lacked_papers(kind: Kind, state: CaseState) -> tuple[str, ...]:
    """The papers that a refused case lacked, where it was refused because of that."""
    before = state.before if state.standing is Standing.REFUSED else None
    if before is None or reasons()[state.reason].claims is not Claim.PAPERS_MISSING:
        return ()
    return wanted_papers(kind, before)


def first_papers(
    kind: Kind, history: Sequence[CaseEvent]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The papers that came with the application, before it was passed on, and those that it still
    lacked then; each in the order of the case type."""
    upto = next(
        (n for n, e in enumerate(history) if e.step and e.move in _ENDS_GATHERING), len(history)
    )
    first = history[:upto] or history[:1]
    state = state_of(kind, map(event_of, first))
    received = tuple(n for n in documents() if n in state.documents)
    return received, wanted_papers(kind, state)


_ENDS_GATHERING = frozenset(
    {Move.ADVANCE.value, Move.RETURN.value, Move.REFUSE.value, Move.WITHDRAW.value,
     Move.MERGE.value}
)  # fmt: skip


def completion_request(kind: Kind, event: CaseEvent) -> tuple[tuple[str, ...], str]:
    """What the applicant was asked for when a case was sent back: papers, and the officer's words
    (none of a case type that tells of health; none before officers knew that they are read)."""
    named = event.details.get("documents")
    if not isinstance(named, list):
        return (), ""
    return tuple(map(str, named)), "" if kind.tells_specific else event.note
