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
from desil.cases.kinds.words import Door, Step, documents, reasons, step_rules
from desil.cases.workflow.clocks import clock_of, objection_until
from desil.cases.workflow.events import CaseEvent, Move, Officer
from desil.cases.workflow.guards import missing_for_pass, moves_of, require_entry, require_move
from desil.cases.workflow.state import CaseState, Standing, state_after, state_of
from desil.errors import DesilError
from tests.case_accepted import is_rightly_accepted
from tests.case_staff import CLOCK, RESIDENT, ROLE_OF, STAFF, TURNCOATS, officer

KINDS = sorted(kinds())
FULL: Mapping[str, object] = {
    "held_on": "2026-11-24",
    "attended": 12,
    "visited_on": "2026-11-24",
    "batch": 1,
    "release": "2027-01-23",
}
GATHERING = {Step.COMPLETE, Step.DELIBERATE, Step.VISIT}
SIGNED = {Step.SEND, Step.EFFECTIVE}
CALENDAR = working_calendar()
OBJECTION_DAYS = 10  # working days after the refusal
# Half of the time somebody whom roles would let do anything.
ANYBODY = st.sampled_from(STAFF) | st.sampled_from(TURNCOATS)


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
        if event.move in {Move.REMIND, Move.ESCALATE}:
            self.hold_to_the_clock(event)
        if event.move in {Move.ADVANCE, Move.RETURN, Move.REFUSE}:
            assert self.state.step is not None
            assert who.may(step_rules()[self.state.step].permission)
        if event.move in {Move.WITHDRAW, Move.MERGE, Move.RETURN}:
            assert self.state.step not in SIGNED  # what is signed stands
        self.events.append(event)
        self.state = state_after(self.kind, self.state, event)
        return True

    def hold_to_the_clock(self, event: CaseEvent) -> None:
        """Nobody is reminded before the day for it, or told of lateness before it is late."""
        clock = clock_of(self.kind, self.state, CALENDAR)
        assert clock is not None
        day = CALENDAR.day_of(event.at)
        assert day >= clock.remind_on if event.move is Move.REMIND else day > clock.due_on

    def _reason(self, move: Move) -> str:
        """A reason of the step that claims nothing; the first of all where there is none."""
        if move not in {Move.RETURN, Move.REFUSE}:
            return ""
        codes = self.kind.reasons_at(self.state.step, is_return=move is Move.RETURN)
        plain = [c for c in codes if not (reasons()[c].claims or reasons()[c].rests_on)]
        return next(iter(plain), self.kind.reasons[0])

    def _event(self, move: Move, who: Officer, **details: object) -> CaseEvent:
        reason = self._reason(move)
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

    @precondition(lambda self: self.state.is_open)
    @rule(
        who=st.sampled_from(TURNCOATS),
        gathers=st.booleans(),
        only_decides=st.booleans(),
    )
    def one_person_tries_every_step(self, who: Officer, gathers: bool, only_decides: bool) -> None:
        """Before each colleague takes a step, this person tries to, having gathered or not."""
        for _ in self.kind.steps:
            if self.state.step is None:
                return
            self.bring_what_is_missing(who if gathers else officer("operator"))
            is_left_out = only_decides and self.state.step in GATHERING
            if is_left_out or not self._try(who, self._event(Move.ADVANCE, who)):
                self.take_the_step_as_one_should(2)

    @precondition(lambda self: self.state.is_open)
    @rule(steps=st.integers(4, 9))
    def all_papers_are_brought_and_no_change(self, steps: int) -> None:
        for _ in range(steps):
            if self.state.step is None:
                return
            for name in missing_for_pass(self.kind, self.state):
                if name != "changes":
                    by = officer("operator")
                    self._try(by, self._event(Move.DOCUMENT, by, document=name))
            who = officer(ROLE_OF[self.state.step], 2)
            self._try(who, self._event(Move.ADVANCE, who))

    @precondition(lambda self: self.state.is_open)
    @rule(number=st.integers(1, 3))
    def somebody_takes_back_what_is_signed(self, number: int) -> None:
        for _ in self.kind.steps:
            if self.state.is_open and self.state.step not in SIGNED:
                self.take_the_step_as_one_should(number)
        for move in (Move.WITHDRAW, Move.MERGE, Move.RETURN):
            self._try(TURNCOATS[0], self._event(move, TURNCOATS[0]))

    @precondition(lambda self: self.state.is_open)
    @rule(who=st.sampled_from(TURNCOATS), number=st.integers(1, 3))
    def whoever_refused_tries_to_decide(self, who: Officer, number: int) -> None:
        while self.state.step in GATHERING:
            before = self.state.step
            self.take_the_step_as_one_should(number)
            if self.state.step is before:
                return
        if self._try(who, self._event(Move.REFUSE, who)):
            self._try(RESIDENT, self._event(Move.OBJECT, RESIDENT))
            self._try(who, self._event(Move.ADVANCE, who))

    @precondition(lambda self: self.state.is_open)
    @rule(move=st.sampled_from([Move.REMIND, Move.ESCALATE]), days=st.integers(0, 9))
    def the_clock_speaks(self, move: Move, days: int) -> None:
        self.at += timedelta(days=days)
        self._try(CLOCK, self._event(move, CLOCK))

    @precondition(lambda self: self.state.is_open)
    @rule(days=st.integers(0, 24))
    def the_one_who_may_refuses_and_the_applicant_objects_later(self, days: int) -> None:
        assert self.state.step is not None
        who = officer(ROLE_OF[self.state.step])
        if self._try(who, self._event(Move.REFUSE, who)):
            self.at += timedelta(days=days)
            self._try(RESIDENT, self._event(Move.OBJECT, RESIDENT))

    @invariant()
    def an_objection_is_heard_once_and_in_time(self) -> None:
        heard, refused_on = 0, None
        for event in self.events:
            day = CALENDAR.day_of(event.at)
            if event.move is Move.REOPEN:
                heard = 0
            if event.move is Move.REFUSE:
                refused_on = day
            if event.move is Move.OBJECT:
                heard += 1
                assert heard == 1
                assert refused_on is not None
                waited = [refused_on + timedelta(n) for n in range(1, (day - refused_on).days + 1)]
                assert sum(map(CALENDAR.is_working, waited)) <= OBJECTION_DAYS

    @invariant()
    def nothing_is_accepted_without_its_people_and_papers(self) -> None:
        signed = self.state.step in SIGNED
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
    max_examples=300,
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
