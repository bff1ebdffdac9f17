"""Every case type walked at random by everybody: what may never happen does not happen."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from desil.cases.calendar.working_days import working_calendar
from desil.cases.kinds.kind import Kind, kinds
from desil.cases.kinds.words import Door, Step, documents, step_rules
from desil.cases.workflow.clocks import clock_of, objection_until
from desil.cases.workflow.events import CaseEvent, Move, Officer
from desil.cases.workflow.guards import missing_for_pass, moves_of, require_entry, require_move
from desil.cases.workflow.state import CaseState, Standing, state_after, state_of
from desil.errors import DesilError
from tests.case_staff import RESIDENT, STAFF, TURNCOATS, officer

KINDS = sorted(kinds())
FULL: Mapping[str, object] = {
    "held_on": "2026-11-24",
    "attended": 12,
    "visited_on": "2026-11-24",
    "batch": 1,
    "release": "2027-01-23",
}
ROLE_OF = {
    Step.COMPLETE: "operator",
    Step.DELIBERATE: "operator",
    Step.VISIT: "pendamping",
    Step.FINALISE: "lurah",
    Step.VERIFY: "verifier",
    Step.SIGN: "head",
    Step.SEND: "data_officer",
    Step.EFFECTIVE: "data_officer",
    Step.ANSWER: "verifier",
}
CALENDAR = working_calendar()
# Half of the time somebody whom roles would let do anything.
ANYBODY = st.sampled_from(STAFF) | st.sampled_from(TURNCOATS)


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


class CaseMachine(RuleBasedStateMachine):
    """One case; anybody tries anything, and now and then somebody does what is needed."""

    kind: Kind
    events: list[CaseEvent]
    state: CaseState
    at: datetime

    @initialize(kind=st.sampled_from(KINDS), door=st.sampled_from(Door), who=ANYBODY)
    def open_case(self, kind: str, door: Door, who: Officer) -> None:
        self.kind = kinds()[kind]
        self.at = datetime(2026, 11, 24, 2, tzinfo=UTC)
        try:
            require_entry(self.kind, door.value, who)
        except DesilError:
            is_at_portal = Door.PORTAL in self.kind.doors and door is Door.PORTAL
            who = RESIDENT if is_at_portal else officer("operator")
        first = CaseEvent(Move.ENTER, self.at, who.actor)
        self.events, self.state = [first], state_after(self.kind, None, first)

    def _try(self, who: Officer, event: CaseEvent) -> bool:
        try:
            require_move(self.kind, self.state, event, who, CALENDAR)
        except DesilError as refusal:
            assert refusal.hint
            return False
        self.events.append(event)
        self.state = state_after(self.kind, self.state, event)
        return True

    def _event(self, move: Move, who: Officer, **details: object) -> CaseEvent:
        reason = self.kind.reasons[0] if move in {Move.RETURN, Move.REFUSE} else ""
        found = {"outcome": self.kind.outcomes[0], "changes": 1, **FULL, **details}
        return CaseEvent(move, self.at, who.actor, self.state.step, reason, found)

    @rule(
        move=st.sampled_from([m for m in Move if m is not Move.ENTER]),
        who=ANYBODY,
        document=st.sampled_from(sorted(documents())),
        knows=st.booleans(),
    )
    def try_anything(self, move: Move, who: Officer, document: str, knows: bool) -> None:
        event = self._event(move, who, document=document)
        if not knows:
            event = CaseEvent(move, self.at, who.actor, self.state.step)
            if move is Move.PROPOSE:
                return
        self._try(who, event)

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)

    @precondition(lambda self: self.state.is_open)
    @rule(who=ANYBODY)
    def bring_what_is_missing(self, who: Officer) -> None:
        for name in missing_for_pass(self.kind, self.state):
            move = Move.PROPOSE if name == "changes" else Move.DOCUMENT
            self._try(who, self._event(move, who, document=name))
        if self.kind.changes_data:
            self._try(who, self._event(Move.PROPOSE, who))

    @precondition(lambda self: self.state.is_open)
    @rule(who=ANYBODY)
    def take_the_step(self, who: Officer) -> None:
        self._try(who, self._event(Move.ADVANCE, who))

    @precondition(lambda self: self.state.is_open)
    @rule(number=st.integers(1, 3))
    def take_the_step_as_one_should(self, number: int) -> None:
        assert self.state.step is not None
        who = officer(ROLE_OF[self.state.step], number)
        gatherer = officer("operator", number)
        self.bring_what_is_missing(gatherer)
        self._try(who, self._event(Move.ADVANCE, who))

    @precondition(lambda self: self.state.is_open)
    @rule(who=ANYBODY)
    def somebody_refuses_and_the_applicant_objects(self, who: Officer) -> None:
        if self._try(who, self._event(Move.REFUSE, who)):
            self._try(RESIDENT, self._event(Move.OBJECT, RESIDENT))

    @invariant()
    def nothing_is_accepted_without_its_people_and_papers(self) -> None:
        signed = self.state.step in {Step.SEND, Step.EFFECTIVE}
        if self.kind.changes_data and self.state.standing is Standing.DONE:
            assert is_rightly_accepted(self.kind, self.events)
        if signed:
            took = self.state.takers
            assert took[Step.VERIFY] != took[Step.SIGN]
            assert not {took[Step.VERIFY], took[Step.SIGN]} & self.state.hands

    @invariant()
    def whoever_refused_never_decides_again(self) -> None:
        deciding = {Step.FINALISE, Step.VERIFY, Step.SIGN, Step.ANSWER}
        refusers: set[str] = set()
        for event in self.events:
            if event.move is Move.REFUSE:
                refusers.add(event.by)
            if event.move is Move.ADVANCE and event.step in deciding:
                assert event.by not in refusers

    @invariant()
    def no_clock_is_lost(self) -> None:
        clock = clock_of(self.kind, self.state, CALENDAR)
        assert (clock is not None) == self.state.is_open
        if clock is not None:
            assert clock.started_on <= clock.remind_on <= clock.due_on
            assert clock.escalates_to
            later = clock.due_on + timedelta(days=1)
            assert clock.speaks(self.state, later) in {Move.ESCALATE, None}
            assert clock.speaks(self.state, later) is None or not self.state.escalated

    @invariant()
    def there_is_a_way_out(self) -> None:
        """By somebody who had no part in the case yet, or by the applicant."""
        fresh = [officer(role, 9) for role in ROLE_OF.values()]
        ways = {m for who in (*fresh, RESIDENT) for m in moves_of(self.kind, self.state, who)}
        if self.state.is_open:
            assert Move.ADVANCE in ways
            assert Move.REFUSE in ways
        elif self.state.standing is not Standing.DONE:
            assert Move.REOPEN in ways
        if objection_until(self.state, CALENDAR):
            assert Move.OBJECT in moves_of(self.kind, self.state, RESIDENT)

    @invariant()
    def the_history_adds_up_to_the_state(self) -> None:
        assert state_of(self.kind, self.events) == self.state


CaseMachine.TestCase.settings = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_cases_walked_at_random = CaseMachine.TestCase


def test_every_kind_can_be_walked_to_its_end_by_the_right_people() -> None:
    for kind in kinds().values():
        machine = CaseMachine()
        machine.open_case(kind.name, Door.KELURAHAN, officer("operator"))
        for number in (2,) * len(kind.steps):
            machine.take_the_step_as_one_should(number)
        assert machine.state.standing is Standing.DONE, kind.name
        assert not kind.changes_data or is_rightly_accepted(kind, machine.events), kind.name


def test_every_step_has_a_permission_that_some_role_holds() -> None:
    for step, rule_of_step in step_rules().items():
        assert any(who.may(rule_of_step.permission) for who in STAFF), step
