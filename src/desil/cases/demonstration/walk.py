"""One made-up case, taken through its steps by the people whose steps they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desil.audit.journal import Journal
from desil.cases.actions.entering import Entry, enter_case
from desil.cases.actions.evidence import add_evidence
from desil.cases.actions.history import events_of
from desil.cases.actions.people import RESIDENT
from desil.cases.actions.satisfaction import rate_handling
from desil.cases.actions.signing import sign_cases
from desil.cases.actions.steps import (
    Named,
    advance,
    give_back,
    object_to_refusal,
    propose_changes,
    refuse,
    withdraw,
)
from desil.cases.calendar.working_days import working_calendar
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.demonstration.pictures import example_picture
from desil.cases.demonstration.plan import Ending, PlannedCase
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Door, Step, documents, reasons, satisfaction_answers
from desil.cases.letters.papers import brought_papers
from desil.cases.models import Case
from desil.cases.workflow.events import Officer
from desil.cases.workflow.guards import missing_for_pass
from desil.cases.workflow.letter_claims import reasons_shown
from desil.cases.workflow.state import CaseState, state_of

_TAKERS: Mapping[Step, str] = {
    Step.COMPLETE: "operator",
    Step.DELIBERATE: "operator",
    Step.VISIT: "pendamping",
    Step.FINALISE: "lurah",
    Step.VERIFY: "verifier",
    Step.SIGN: "head",
    Step.ANSWER: "verifier",
}
_AT_DOOR: Mapping[Door, str] = {
    Door.KELURAHAN: "operator",
    Door.PENDAMPING: "pendamping",
    Door.DINSOS: "data_officer",
}
ROLES = tuple(sorted({*_TAKERS.values(), *_AT_DOOR.values()}))
_ATTENDED = 14
_NOTE = "Mohon dilengkapi, lalu kami periksa lagi."


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """Who works on the cases, by role; where papers are kept; the moment up to which they work; the
    log; and `draw`, which gives the random bytes of a ticket."""

    people: Mapping[str, Officer]
    folder: EvidenceFolder
    at: datetime
    journal: Journal
    draw: Callable[[], bytes]

    def named(self, role: str, at: datetime) -> Named:
        """Somebody of a role at a moment, and the log."""
        return {"by": self.people[role], "at": at, "journal": self.journal}

    def resident(self, at: datetime) -> Named:
        """The applicant at a moment, and the log."""
        return {"by": RESIDENT, "at": at, "journal": self.journal}


@dataclass(slots=True)
class _Walk:
    plan: PlannedCase
    changes: tuple[RequestedChange, ...]
    office: DemoOffice
    number: str = ""

    @property
    def state(self) -> CaseState:
        case = Case.objects.get(client_key=client_key(self.plan))
        return state_of(kinds()[case.kind], events_of(case))

    @property
    def gatherer(self) -> str:
        """Whoever gathers papers: where the applicant is protected, Dinsos alone knows them."""
        return "data_officer" if self.plan.kind.protects_applicant else "operator"

    def enter(self, entry: Entry, at: datetime) -> None:
        by = (
            self.office.resident(at)
            if self.plan.door is Door.PORTAL
            else self.office.named(_AT_DOOR[self.plan.door], at)
        )
        self.number = enter_case(entry=entry, randomness=self.office.draw(), **by).case.number

    def add_papers(self, step: Step, at: datetime) -> None:
        role = "pendamping" if step is Step.VISIT else self.gatherer
        for name in missing_for_pass(self.plan.kind, self.state):
            if name in documents():
                add_evidence(
                    self.number,
                    document=name,
                    content=example_picture(documents()[name].label.id, self.number),
                    folder=self.office.folder,
                    **self.office.named(role, at),
                )

    def take(self, step: Step, at: datetime) -> None:
        day = working_calendar().day_of(at).isoformat()
        details: dict[str, object] = {}
        role = self.gatherer if step is Step.COMPLETE else _TAKERS[step]
        if step is Step.DELIBERATE:
            details = {"held_on": day, "attended": _ATTENDED}
        if step is Step.VISIT:
            details = {"visited_on": day}
            if self.changes:
                seen = [replace(change, is_seen=True) for change in self.changes]
                propose_changes(self.number, seen, **self.office.named(role, at))
        self.add_papers(step, at)
        if step is Step.SIGN:
            sign_cases([self.number], **self.office.named(role, at))
        else:
            advance(self.number, details=details, **self.office.named(role, at))

    def reason(self, *, is_return: bool) -> str:
        """The first reason that says nothing of the home or of the papers."""
        codes = reasons_shown(self.plan.kind, self.state, is_return=is_return)
        return next(c for c in codes if reasons()[c].rests_on is None and not reasons()[c].claims)

    def send_back(self, at: datetime) -> None:
        papers = brought_papers(self.plan.kind)[:1]
        named = self.office.named(_TAKERS[self.plan.step], at)
        reason = "A2" if papers else self.reason(is_return=True)
        give_back(self.number, reason=reason, note=_NOTE, documents=papers, **named)

    def refuse(self, at: datetime) -> None:
        named = self.office.named(_TAKERS[self.plan.step], at)
        refuse(self.number, reason=self.reason(is_return=False), note="", **named)

    def answer(self, told: str, at: datetime) -> None:
        self.add_papers(self.plan.step, at)
        named = self.office.named(_TAKERS[self.plan.step], at)
        advance(self.number, outcome=self.plan.outcome, note=told, **named)
        answers = list(satisfaction_answers())
        answer = answers[self.plan.place % len(answers)]
        rate_handling(self.number, answer=answer, text="", **self.office.resident(at))


def client_key(plan: PlannedCase) -> str:
    """The key that makes a case of the plan once, however often the plan is carried out."""
    return f"demonstration-{plan.kind.name.replace('_', '-')}-{plan.place:03d}"


def acts_of(plan: PlannedCase, entry: Entry, answer: str, office: DemoOffice) -> Iterator[datetime]:
    """Take a case through its acts: each time, say when the next one is to take place, and do it
    when asked to go on."""
    walk = _Walk(plan, tuple(entry.changes), office)
    moments = iter([plan.moment(act, office.at) for act in range(plan.acts + 1)])
    yield (at := next(moments))
    walk.enter(entry, at)
    for step in plan.steps_passed:
        yield (at := next(moments))
        walk.take(step, at)
    ends: Mapping[Ending, Callable[[datetime], object]] = {
        Ending.SENT_BACK: walk.send_back,
        Ending.REFUSED: walk.refuse,
        Ending.OBJECTED: walk.refuse,
        Ending.WITHDRAWN: lambda at: withdraw(
            walk.number, note="Sudah tidak diperlukan.", **office.resident(at)
        ),
        Ending.ANSWERED: lambda at: walk.answer(answer, at),
    }
    if plan.ending in ends:
        yield (at := next(moments))
        ends[plan.ending](at)
    if plan.ending is Ending.OBJECTED:
        yield (at := next(moments))
        object_to_refusal(walk.number, note="Mohon diperiksa sekali lagi.", **office.resident(at))
