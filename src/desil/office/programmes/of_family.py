"""What programmes say of one family, ready to print on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desil.audit.journal import Journal
from desil.cases.territory_scope import seeing_city
from desil.dictionary.columns.eligibility import LIST_STATE_LABELS, OUTCOME_LABELS, ListState
from desil.dictionary.label import Label
from desil.engine.store import Store
from desil.programmes.answers import Answer, answers_of
from desil.programmes.leaving import left_lists
from desil.programmes.lists import is_specific_list, places_of
from desil.ui.family.facts import said


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One programme's answer in words.

    What tells of health or disability is left out while that is closed: the whole answer where
    nothing else decides (`is_closed`); and of a programme that counts by it beside other things,
    every component and the yearly amount, since those that are left would tell of the others.
    """

    name: str
    outcome: str
    style: str
    says: str
    components: Sequence[str]
    rupiah: int | None
    reference: str
    on_date: date
    is_example: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place on a list in force."""

    list_id: str
    name: str
    period: str
    place: int
    state: str
    is_listed: bool
    is_as_signed: bool


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A list that the family left with the newest signed one, and why; without a letter where the
    reason is not known."""

    list_id: str
    name: str
    period: str
    says: str
    has_letter: bool


def _row(answer: Answer, *, specific: bool) -> ProgrammeRow:
    is_closed = answer.is_specific and not specific
    is_counted_openly = specific or not answer.rests_on_specific
    return ProgrammeRow(
        said(answer.name),
        "" if is_closed else said(OUTCOME_LABELS[answer.outcome]),
        answer.outcome.value,
        "" if is_closed else said(answer.says),
        [f"{c.number} {said(c.label)}" for c in answer.components] if is_counted_openly else [],
        answer.rupiah if is_counted_openly and answer.rupiah else None,
        answer.reference,
        answer.on_date,
        answer.is_example,
        is_closed,
    )


def programme_rows(family_number: str, *, specific: bool) -> list[ProgrammeRow]:
    """The answers about a family; `specific` where health and disability are open."""
    return [_row(a, specific=specific) for a in answers_of(family_number)]


def left_rows(
    store: Store, journal: Journal, family_number: str, *, specific: bool
) -> list[LeftRow]:
    """The lists that it left, wherever it lived then; of those that hint at disability only while
    that is open. The reader has opened the family."""
    with seeing_city():
        found = left_lists(store, journal, family_number)
    rows = [
        LeftRow(
            left.now.pk,
            said(Label(left.now.name_id, left.now.name_en)),
            left.now.period,
            said(left.says),
            bool(left.reason),
        )
        for left in found
        if specific or not is_specific_list(left.now)
    ]
    return list(dict.fromkeys(rows))


def place_rows(family_number: str, journal: Journal, *, specific: bool) -> list[PlaceRow]:
    """Its places on the lists in force, wherever it lived then; on one that hints at disability
    only while that is open (`specific`). The reader has opened the family."""
    with seeing_city():
        found = places_of(family_number, journal)
    return [
        PlaceRow(
            told.pk,
            said(Label(told.name_id, told.name_en)),
            told.period,
            place.place,
            said(LIST_STATE_LABELS[ListState(place.state)]),
            place.state == ListState.LISTED.value,
            place.is_as_signed,
        )
        for told, place in found
        if specific or not is_specific_list(told)
    ]
