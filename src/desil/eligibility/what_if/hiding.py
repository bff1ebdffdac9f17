"""What may be shown of the parts of an answer, so that no figure tells of fewer than five families.

The numbers of a part are its families in each scenario and those that enter and leave. They are
bound by one another (families = first scenario's + entering - leaving), and those of all parts add
up to a whole that is told. So where one number of a part is from 1 to 4, all its numbers are told
in bands of five: which bands depends on that part alone. And one large part, the absorber, is told
from what is left of the whole, so that the whole does not narrow the others (complementary cell
suppression: Hundepool et al. 2012, *Statistical Disclosure Control*, chapter 4). Where a number is
not told exactly, neither are the members and the rupiah. Where no part is large enough for that,
the whole itself tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desil.eligibility.what_if.effect import Effect
from desil.eligibility.what_if.groups import DISABILITY, Part
from desil.eligibility.what_if.spans import MOST, Span, band_of, exactly, is_small

_MEASURES = ("families", "entering", "leaving")
Column = tuple[int, str]  # of a scenario, one of its measures
Table = Mapping[str, Mapping[Column, int]]  # by key of the part


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as it may be shown; members and rupiah are None where they would tell too much."""

    grouping: str
    key: str
    families: Span
    people: int | None
    rupiah: int | None
    entering: Span
    leaving: Span


def _absorber(table: Table, small: Sequence[str]) -> str | None:
    """The part that takes what the others hide: with room in most columns where they hide
    something, and of those the largest."""
    columns = {column for key in small for column, number in table[key].items() if number}
    room = {
        key: (sum(row[c] > MOST for c in columns), sum(row[c] for c in columns))
        for key, row in table.items()
        if key not in small
    }
    return max(room, key=lambda key: room[key]) if room else None


def published_spans(table: Table) -> dict[str, dict[Column, Span]]:
    """Each number of a grouping as it may be told."""
    small = [key for key, row in table.items() if any(map(is_small, row.values()))]
    found = {
        key: {c: (band_of if key in small else exactly)(number) for c, number in row.items()}
        for key, row in table.items()
    }
    absorber = _absorber(table, small)
    if not small or absorber is None:
        return found
    for column, number in table[absorber].items():
        whole = number + sum(table[key][column] for key in small)
        most = whole - sum(found[key][column].low for key in small)
        least = whole - sum(found[key][column].high for key in small)
        found[absorber][column] = Span(max(least, 0), most)
    return found


def _table_of(scenarios: Sequence[Sequence[Part]]) -> Table:
    keys = dict.fromkeys(part.key for parts in scenarios for part in parts)
    by_key = [{part.key: part for part in parts} for parts in scenarios]
    return {
        key: {
            (place, measure): getattr(own.get(key), measure, 0)
            for place, own in enumerate(by_key)
            for measure in _MEASURES
        }
        for key in keys
    }


def _shown_grouping(grouping: str, scenarios: Sequence[Sequence[Part]]) -> list[list[ShownPart]]:
    """The parts of one grouping in every scenario."""
    spans = published_spans(_table_of(scenarios))
    found = []
    for place, parts in enumerate(scenarios):
        own = {p.key: p for p in parts}
        shown = []
        for key, row in spans.items():
            part = own.get(key)
            people, rupiah = (part.people, part.rupiah) if part else (0, 0)
            is_told = all(span.is_exact for span in row.values())
            families, entering, leaving = (row[place, measure] for measure in _MEASURES)
            shown.append(
                ShownPart(
                    grouping,
                    key,
                    families,
                    people if is_told else None,
                    rupiah if is_told else None,
                    entering,
                    leaving,
                )
            )
        found.append(shown)
    return found


def _by_grouping(effect: Effect) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in (*effect.by_desil, *effect.by_village, *effect.by_group):
        found.setdefault(part.grouping, []).append(part)
    return found


def shown_parts(effects: Iterable[Effect]) -> list[dict[str, list[ShownPart]]]:
    """Of every scenario, the first of which is that of the rules in force, the parts by grouping
    as they may be shown.

    Disability is left out altogether where any of its numbers is small.
    """
    known = [_by_grouping(effect) for effect in effects]
    found: list[dict[str, list[ShownPart]]] = [{} for _ in known]
    for grouping in dict.fromkeys(g for parts in known for g in parts):
        shown = _shown_grouping(grouping, [parts.get(grouping, []) for parts in known])
        if grouping == DISABILITY and any(p.people is None for parts in shown for p in parts):
            continue
        for own, parts in zip(found, shown, strict=True):
            own[grouping] = parts
    return found
