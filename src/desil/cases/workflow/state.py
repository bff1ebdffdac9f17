"""What has become of a case: a fold over its events, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Step, step_rules
from desil.cases.workflow.events import CaseEvent, Move
from desil.errors import CheckFailed

_DONE_AGAIN = (Step.COMPLETE, Step.FINALISE, Step.VERIFY, Step.SIGN, Step.ANSWER)


class Standing(StrEnum):
    """Open, or how it ended."""

    OPEN = "open"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    DONE = "done"
    CONTRADICTED = "contradicted"


ANSWERED = frozenset({Standing.DONE, Standing.REFUSED, Standing.CONTRADICTED})
"""Ended by an answer, rather than taken back or counted with another case."""


@dataclass(frozen=True, slots=True)
class CaseState:
    """Where a case stands.

    `step` is what it waits for (None when closed) and `since` since when; `takers` who passed each
    step that counts now; `hands` everyone who entered, proposed or brought a document,
    and who gave the code by which a resident entered; `barred`
    who decided before an objection and may not decide again; `overruled` the steps that a heard
    objection goes over; `refused_at` the step of the last refusal; `before` the state that may be
    gone back to (`Move.UNDO`) and `decided_by` who may; `objections` heard since the
    case was last opened; `reminded` and `escalated` whether the clock of this step has spoken;
    `is_rated` whether the applicant has said how the case was handled, whatever came afterwards;
    `seen` how many facts a visit saw, `seen_otherwise` those of them that the register has
    otherwise.
    """

    standing: Standing
    step: Step | None
    since: datetime
    takers: Mapping[Step, str]
    hands: frozenset[str]
    barred: frozenset[str] = frozenset()
    overruled: frozenset[Step] = frozenset()
    documents: frozenset[str] = frozenset()
    changes: int = 0
    objections: int = 0
    refused_at: Step | None = None
    reason: str = ""
    outcome: str = ""
    reminded: bool = False
    escalated: bool = False
    is_rated: bool = False
    seen: int = 0
    seen_otherwise: int = 0
    before: CaseState | None = None
    decided_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for a step."""
        return self.standing is Standing.OPEN

    def next_step(self, kind: Kind) -> Step | None:
        """The first step that neither counts as taken nor was gone over; None when none is left."""
        left = (s for s in kind.steps if s not in self.takers and s not in self.overruled)
        return next(left, None)


def _waiting(state: CaseState, step: Step, at: datetime) -> CaseState:
    return replace(
        state, standing=Standing.OPEN, step=step, since=at, reminded=False, escalated=False
    )


def _ended(state: CaseState, standing: Standing, at: datetime, **found: object) -> CaseState:
    ended = replace(state, standing=standing, step=None, since=at, reminded=False, escalated=False)
    return replace(ended, **found)  # type: ignore[arg-type] # fields of CaseState by their names


def is_of_meeting(event: CaseEvent, kind: Kind) -> bool:
    """Whether a deliberation decided it: its day stands with the event."""
    return "held_on" in event.details and Step.DELIBERATE in kind.steps


def _entered(kind: Kind, event: CaseEvent) -> CaseState:
    """Entered from a deliberation (`held_on`), it needs no other one."""
    return CaseState(
        Standing.OPEN,
        kind.steps[0],
        event.at,
        {Step.ENTER: event.by}
        | ({Step.DELIBERATE: event.by} if is_of_meeting(event, kind) else {}),
        frozenset({event.by, str(event.details.get("code_by") or event.by)}),
    )


def _passed(kind: Kind, state: CaseState, event: CaseEvent) -> CaseState:
    assert state.step is not None  # noqa: S101 - the guard lets no closed case pass
    takers = {**state.takers, state.step: event.by}
    passed = replace(state, takers=takers)
    step = passed.next_step(kind)
    if step is not None:
        return _waiting(passed, step, event.at)
    outcome = str(event.details.get("outcome", ""))
    return _ended(passed, Standing.DONE, event.at, outcome=outcome, reason="")


def _returned(kind: Kind, state: CaseState, event: CaseEvent) -> CaseState:
    asked = event.details.get("again", ())
    again = {*_DONE_AGAIN, *map(Step, asked if isinstance(asked, list | tuple) else ())}
    kept = {step: by for step, by in state.takers.items() if step not in again}
    papers = event.details.get("documents", ())
    wanted = frozenset(map(str, papers)) if isinstance(papers, list | tuple) else frozenset()
    # A paper that is asked for again is missing until it comes.
    back = replace(state, takers=kept, reason=event.reason, documents=state.documents - wanted)
    return _waiting(back, kind.steps[0], event.at)


def _refused(kind: Kind, state: CaseState, event: CaseEvent) -> CaseState:
    barred = state.barred | {event.by}
    return _ended(
        replace(state, barred=barred),
        Standing.REFUSED,
        event.at,
        # what a deliberation decided is heard where deliberations are
        refused_at=Step.DELIBERATE if is_of_meeting(event, kind) else state.step,
        reason=event.reason,
    )


def _objected(kind: Kind, state: CaseState, event: CaseEvent) -> CaseState:
    """Heard by somebody who took no step so far; what lies before is gone over where undone."""
    assert state.refused_at is not None  # noqa: S101 - the guard asks for a refusal
    heard_at = step_rules()[state.refused_at].objection_to
    before = kind.steps[: kind.steps.index(heard_at)]
    takers = {s: by for s, by in state.takers.items() if s in before or s is Step.ENTER}
    decided = {by for step, by in state.takers.items() if step is not Step.ENTER}
    heard = replace(
        state,
        takers=takers,
        barred=state.barred | decided,
        overruled=state.overruled | {s for s in before if s not in takers},
        objections=state.objections + 1,
        reason="",  # that of the refusal: it stands in the history
    )
    return _waiting(heard, heard_at, event.at)


def _reopened(kind: Kind, state: CaseState, event: CaseEvent) -> CaseState:
    fresh = replace(
        state,
        takers={Step.ENTER: state.takers[Step.ENTER]},
        barred=state.barred | {event.by},
        overruled=frozenset(),
        objections=0,
        refused_at=None,
        outcome="",
        reason="",
        seen=0,
        seen_otherwise=0,
    )
    return _waiting(fresh, kind.steps[0], event.at)


def _with_document(_kind: Kind, state: CaseState, event: CaseEvent) -> CaseState:
    document = str(event.details["document"])
    return replace(state, documents=state.documents | {document}, hands=state.hands | {event.by})


def _count(event: CaseEvent, name: str) -> int:
    told = event.details.get(name, 0)
    return told if isinstance(told, int) else 0


def _proposed(_kind: Kind, state: CaseState, event: CaseEvent) -> CaseState:
    proposed = replace(state, changes=_count(event, "changes"), hands=state.hands | {event.by})
    if not (seen := _count(event, "seen")):
        return proposed
    return replace(proposed, seen=seen, seen_otherwise=_count(event, "seen_otherwise"))


def _undone(_kind: Kind, state: CaseState, event: CaseEvent) -> CaseState:
    assert state.before is not None  # noqa: S101 - the guard asks for a state to go back to
    assert state.before.step is not None  # noqa: S101 - only an open case is decided
    back = replace(state.before, is_rated=state.is_rated)
    return _waiting(back, state.before.step, event.at)


def _unchanged(_kind: Kind, state: CaseState, _event: CaseEvent) -> CaseState:
    return state


_AFTER: Mapping[Move, Callable[[Kind, CaseState, CaseEvent], CaseState]] = {
    Move.DOCUMENT: _with_document,
    Move.PROPOSE: _proposed,
    Move.NOTE: _unchanged,
    Move.LINK: _unchanged,
    Move.ADVANCE: _passed,
    Move.RETURN: _returned,
    Move.REFUSE: _refused,
    Move.OBJECT: _objected,
    Move.WITHDRAW: lambda _k, state, e: _ended(state, Standing.WITHDRAWN, e.at),
    Move.MERGE: lambda _k, state, e: _ended(state, Standing.MERGED, e.at),
    Move.REOPEN: _reopened,
    Move.UNDO: _undone,
    Move.HAND_OVER: _unchanged,
    Move.IGNORE: lambda _k, state, e: _waiting(state, Step.EFFECTIVE, e.at),
    Move.CONTRADICT: lambda _k, state, e: _ended(state, Standing.CONTRADICTED, e.at),
    Move.RATE: lambda _k, state, _e: replace(state, is_rated=True),
    Move.REMIND: lambda _k, state, _e: replace(state, reminded=True),
    Move.ESCALATE: lambda _k, state, _e: replace(state, escalated=True),
}


_SAYS_ONLY = frozenset({Move.NOTE, Move.LINK, Move.RATE, Move.REMIND, Move.ESCALATE})


def is_undoable(move: Move, step: Step | None) -> bool:
    """Whether a move at a step may be taken back: nothing leaves the house by it."""
    return move in {Move.REFUSE, Move.WITHDRAW} or (move is Move.ADVANCE and step is Step.SIGN)


def state_after(kind: Kind, state: CaseState | None, event: CaseEvent) -> CaseState:
    """The state after one more event; CheckFailed for a history that does not begin with one
    entering."""
    if (state is None) != (event.move is Move.ENTER):
        raise CheckFailed("Riwayat pengaduan rusak.", hint="Periksa log: desil audit verify")
    if state is None:
        return _entered(kind, event)
    after = _AFTER[event.move](kind, state, event)
    if event.move in _SAYS_ONLY:
        return after
    if is_undoable(event.move, state.step):
        return replace(after, before=replace(state, before=None), decided_by=event.by)
    return replace(after, before=None, decided_by="")


def state_of(kind: Kind, events: Iterable[CaseEvent]) -> CaseState:
    """The state that events, in order, add up to."""
    state: CaseState | None = None
    for event in events:
        state = state_after(kind, state, event)
    if state is None:
        raise CheckFailed("Pengaduan tanpa riwayat.", hint="Periksa log: desil audit verify")
    return state
