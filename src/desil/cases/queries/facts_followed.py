"""What was asked of each fact, what a visit saw and what was sent, as the applicant may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desil.accounts.masking import mask_number
from desil.cases.actions.history import event_of
from desil.cases.actions.people import RESIDENT
from desil.cases.changes.requested_changes import HAPPENING
from desil.cases.kinds.words import Door, Reason, Step, reasons
from desil.cases.models import CaseChange, CaseEvent
from desil.cases.queries.case_file import CaseFile
from desil.cases.whereabouts import place_of
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import CaseState, is_undoable, state_of
from desil.dictionary.areas import city_villages
from desil.dictionary.codelists.months import day_label
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind
from desil.dictionary.columns.units import with_unit
from desil.dictionary.label import Label
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON, SPECIFIC

_TABLES = {FAMILY.name: FAMILY, PERSON.name: PERSON}
_OF_RELEASE = frozenset({Move.IGNORE.value, Move.CONTRADICT.value})
_GOES_ON = frozenset({Move.REOPEN.value, Move.OBJECT.value})
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class FollowedFact:
    """One fact: the value that the applicant asked for, that a visit saw, that goes upward, that
    was sent upward last, and that a national release has instead; None where there is none.
    `outcome` is what a release made of what was sent (a `CorrectionOutcome`, or empty).
    `is_closed` where the values may not be shown (another family's home); `is_happening` where no
    visit could see it; `is_request` where it asks for something on a day, `is_wish` where it asks
    that something is so; `is_as_recorded` where a visit saw what the register has; `is_seen_closed`
    where what it saw may be another family's."""

    label: Label
    asked: Label | None
    seen: Label | None
    going: Label | None
    sent: Label | None = None
    outcome: str = ""
    stated: Label | None = None
    is_closed: bool = False
    is_happening: bool = False
    is_request: bool = False
    is_wish: bool = False
    is_as_recorded: bool = False
    is_seen_closed: bool = False

    @property
    def is_otherwise(self) -> bool:
        """Whether what goes upward is not what was asked."""
        return self.asked != self.going


@dataclass(frozen=True, slots=True)
class Followed:
    """The facts of a case up to one of its events; `is_sent` where they were ever sent upward,
    `has_others` where facts of other members are left out, `has_specific` where facts of health or
    disability are, whoever's they are; `sending` what became of the sending where it did not get
    there, of a case that was opened again only where it was tried; `is_examined` where it
    was ever passed on to be examined."""

    facts: tuple[FollowedFact, ...]
    is_sent: bool
    has_others: bool
    has_specific: bool
    state: CaseState
    sending: Label | None = None
    is_examined: bool = False

    @property
    def has_hidden(self) -> bool:
        """Whether some values are not shown: a letter then claims nothing about all of them."""
        return self.has_others or self.has_specific or any(f.is_closed for f in self.facts)

    @property
    def is_otherwise(self) -> bool:
        """Whether anything shown goes upward that was not asked so, or was asked and stays."""
        return any(fact.is_otherwise for fact in self.facts)


def _words_of(column: Column, value: str) -> Label:
    codes = column.codes or (YES_NO if column.kind is Kind.YES_NO else None)
    if codes is not None and value.isdigit() and int(value) in codes.stored_values:
        return codes.label_of(int(value))
    if column.kind is Kind.DATE:
        return day_label(date.fromisoformat(value[:10]))
    return with_unit(value, column.unit)


def _happening_words(name: str, value: str) -> Label:
    happening = happenings()[name]
    kind = happening.value
    if kind == "date":
        return day_label(date.fromisoformat(value[:10]))
    if kind == "village":
        names = {v.bps: v.name for v in city_villages()}
        return Label(names.get(value, value), names.get(value, value))
    masked = mask_number(value)
    return Label(masked, masked)


def _words(change: CaseChange | None, value: str | None = None) -> Label | None:
    text = value if value is not None else (change.new_value if change else None)
    if change is None or text is None:
        return None
    if change.fact_table == HAPPENING:
        return _happening_words(change.fact, text)
    return _words_of(_TABLES[change.fact_table].column(change.fact), text)


def _label(key: _Key) -> Label:
    table, _, fact = key
    return happenings()[fact].label if table == HAPPENING else _TABLES[table].column(fact).label


def _last(rows: Iterable[CaseChange]) -> dict[_Key, CaseChange]:
    return {(c.fact_table, c.subject, c.fact): c for c in rows}


def _requested_changes(file: CaseFile, rows: Sequence[CaseChange]) -> dict[_Key, CaseChange]:
    """What the applicant asked: of a case from the portal what they filled in themselves."""
    asked = [c for c in rows if not c.is_seen]
    if file.case.door == Door.PORTAL.value:
        asked = [c for c in asked if c.proposed_by == RESIDENT.actor]
    return _last(asked)


def _going(file: CaseFile, rows: Sequence[CaseChange], place: int) -> dict[_Key, CaseChange]:
    """What the case proposes at that event: the rows of the last proposal before it."""
    proposed = [e for e in file.history if e.move == Move.PROPOSE.value]
    before = [e.at for e in proposed if e.place <= place]
    if not before:
        return {}
    if len(before) == len(proposed):
        return _last(c for c in rows if c.is_current)
    return _last(c for c in rows if c.proposed_at == before[-1] and c.old_value != c.new_value)


def _passed_at(file: CaseFile, step: Step, place: int) -> int:
    """The place of the last event up to `place` that passed a step; 0 for none."""
    passed = (
        event.place
        for event in file.history
        if event.place <= place and event.move == Move.ADVANCE.value and event.step == step.value
    )
    return max(passed, default=0)


def _is_of_release(event: CaseEvent) -> bool:
    return event.move in _OF_RELEASE or (
        event.move == Move.ADVANCE.value and event.step == Step.EFFECTIVE.value
    )


def _may_read(file: CaseFile, key: _Key) -> bool:
    applicant = file.applicant.nik if file.applicant else None
    own = {file.case.family_number, place_of(file.case).family_number, applicant} - {None}
    return key[0] == HAPPENING or key[1] in own


def _is_specific(key: _Key) -> bool:
    return key[0] != HAPPENING and key[2] in SPECIFIC[key[0]]


def _is_seen_closed(history: Sequence[CaseEvent], seen: CaseChange | None) -> bool:
    """Whether it was decided since a visit that the case is about the wrong family: what the visit
    saw, and what the register has beside it, may be others'."""
    last, taken_back = 0, set[int]()
    for event in history:
        if event.move == Move.UNDO.value:
            taken_back.add(last)
        elif is_undoable(Move(event.move), Step(event.step) if event.step else None):
            last = event.place
    return seen is not None and any(
        event.reason in reasons() and reasons()[event.reason].is_misplaced
        for event in history
        if event.at >= seen.proposed_at and event.place not in taken_back
    )


def _fact(file: CaseFile, key: _Key, sides: Sides, history: Sequence[CaseEvent]) -> FollowedFact:
    label, sent, is_happening = _label(key), sides.sent, key[0] == HAPPENING
    outcome = sent.outcome if sent and sides.is_released else ""
    if file.kind.may_anyone_apply:
        return FollowedFact(
            label, _words(sides.asked), None, None,
            outcome=outcome, is_closed=True, is_happening=is_happening,
        )  # fmt: skip
    stated = _words(sent, sent.outcome_value) if outcome and sent and sent.outcome_value else None
    is_seen_closed = _is_seen_closed(history, sides.seen)
    seen = None if is_seen_closed else sides.seen
    return FollowedFact(
        label, _words(sides.asked), _words(seen), _words(sides.going), _words(sent),
        outcome, stated, is_happening=is_happening,
        is_request=is_happening and happenings()[key[2]].is_asked,
        is_wish=is_happening and happenings()[key[2]].is_wish,
        is_as_recorded=seen is not None and seen.old_value == seen.new_value,
        is_seen_closed=is_seen_closed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sides:
    """One fact of a case as rows: what was asked, what a visit saw, what goes upward, what was sent
    upward last; None where there is none. `is_released` where a release came after that."""

    asked: CaseChange | None
    seen: CaseChange | None
    going: CaseChange | None
    sent: CaseChange | None = None
    is_released: bool = False

    @property
    def any(self) -> CaseChange:
        """A row of the fact: that which goes upward, else what was asked, seen or sent."""
        found = self.going or self.asked or self.seen or self.sent
        assert found is not None  # noqa: S101 - a fact of a case stands in one of its rows
        return found


def sides_of(file: CaseFile, place: int | None = None) -> dict[_Key, Sides]:
    """Every fact of a case up to its event at `place` (the newest where None), in order."""
    upto = place or file.case.events
    until = max(event.at for event in file.history if event.place <= upto)
    rows = list(
        CaseChange.objects.filter(case=file.case, proposed_at__lte=until).order_by(
            "proposed_at", "pk"
        )
    )
    asked, seen = _requested_changes(file, rows), _last(c for c in rows if c.is_seen)
    going, sent_at = _going(file, rows, upto), _passed_at(file, Step.SEND, upto)
    sent = _going(file, rows, sent_at) if sent_at else {}
    is_released = any(
        sent_at < event.place <= upto and _is_of_release(event) for event in file.history
    )
    keys = sorted({*asked, *seen, *going, *sent})
    return {
        key: Sides(asked.get(key), seen.get(key), going.get(key), sent.get(key), is_released)
        for key in keys
    }


def _sending(history: Sequence[CaseEvent]) -> Label | None:
    """What became of the sending of a case that ended by it, whatever was decided since; of one
    that goes on, what was tried."""
    found: Reason | None = None
    before: Reason | None = None  # as it was before the last decision that may be taken back
    for event in history:
        if event.move == Move.UNDO.value:
            found = before
        elif is_undoable(Move(event.move), Step(event.step) if event.step else None):
            before = found
        if event.move in _GOES_ON:
            found = found if found and found.is_tried else None
        if event.move == Move.REFUSE.value and event.reason in reasons():
            reason = reasons()[event.reason]
            found = reason if reason.sending else found
    return found.sending if found else None


def followed(file: CaseFile, place: int | None = None) -> Followed:
    """The facts of a case up to its event at `place` (the newest where None), each once.

    No value of health or disability, and of a case that anybody may open about others nothing that
    a visit saw: whoever opened it reads their own words alone.
    """
    upto = place or file.case.events
    history = [event for event in file.history if event.place <= upto]
    facts = sides_of(file, upto)
    told = {key: sides for key, sides in facts.items() if not _is_specific(key)}
    return Followed(
        tuple(_fact(file, k, sides, history) for k, sides in told.items() if _may_read(file, k)),
        _passed_at(file, Step.SEND, upto) > 0,
        any(not _may_read(file, key) for key in told),
        told != facts,
        state_of(file.kind, map(event_of, history)),
        _sending(history),
        _passed_at(file, Step.COMPLETE, upto) > 0,
    )
