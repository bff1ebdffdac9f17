"""The plain definition of a case that was rightly accepted, from its raw events alone."""

from __future__ import annotations

from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Step
from desil.cases.workflow.events import CaseEvent, Move


def advances_that_count(events: list[CaseEvent]) -> dict[Step, str]:
    """Who passed each step last, since the case was last opened: from the raw events alone."""
    opened = max(n for n, e in enumerate(events) if e.move in {Move.ENTER, Move.REOPEN})
    return {e.step: e.by for e in events[opened:] if e.move is Move.ADVANCE and e.step}


def is_rightly_accepted(kind: Kind, events: list[CaseEvent]) -> bool:
    """The plain definition: all papers, a change, and four different people who had no other part.

    The lurah may be missing where the lurah refused and an objection was heard.
    """
    took = advances_that_count(events)
    brought = {e.details["document"] for e in events if e.move is Move.DOCUMENT}
    gatherers = {e.by for e in events if e.move in {Move.ENTER, Move.PROPOSE, Move.DOCUMENT}} | {
        took[s] for s in (Step.COMPLETE, Step.DELIBERATE, Step.VISIT) if s in took
    }
    refused_and_heard = {
        event.step
        for place, event in enumerate(events)
        if event.move is Move.REFUSE and any(e.move is Move.OBJECT for e in events[place:])
    }
    deciders = [took.get(s) for s in (Step.FINALISE, Step.VERIFY, Step.SIGN) if s in kind.steps]
    lurah_overruled = Step.FINALISE in refused_and_heard and took.get(Step.FINALISE) is None
    people = [p for p in deciders if p] if lurah_overruled else deciders
    return (
        set(kind.documents) <= brought
        and None not in people
        and len(set(people)) == len(people)
        and not set(people) & gatherers
        and any(e.move is Move.PROPOSE for e in events)
        and all(s in took for s in kind.steps if s is not Step.FINALISE)
    )
