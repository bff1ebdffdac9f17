"""Whom a list reaches, group by group, as tables of the page; small cells about disability stay
hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from desil.eligibility.fairness.reach import GROUPINGS
from desil.programmes.checked import CheckedList, Group
from desil.ui.family.facts import said
from desil.ui.figures import UNKNOWN, share_text
from desil.ui.interval_bar import interval_bar
from desil.ui.places import place_name

LEAST = 5  # families in a cell about disability that is shown
_SENSITIVE = "disability"


@dataclass(frozen=True, slots=True)
class ReachRow:
    """One group: its share with the interval as texts and as a bar, and whether the city's mean
    lies outside."""

    label: str
    families: int
    listed: int
    share: str
    interval: str
    bar: SafeString
    is_apart: bool


@dataclass(frozen=True, slots=True)
class ReachTable:
    """One grouping; without rows where a cell is too small to be shown: with the city's totals
    known, one group would tell of the other."""

    name: str
    title: str
    rows: Sequence[ReachRow]
    is_hidden: bool


def city_mean(told: CheckedList) -> tuple[int, int]:
    """Of all families of desil 1-4: how many are listed, and how many there are."""
    whole = [g for g in told.reach if g.grouping == "head_sex"]
    return sum(g.listed for g in whole), sum(g.families for g in whole)


def _percent(share: float) -> str:
    return share_text(round(share * 1000), 1000)


def _row(group: Group, mean: float) -> ReachRow:
    interval = f"{_percent(group.low)}–{_percent(group.high)}"
    share = _percent(group.share)
    return ReachRow(
        place_name(said(group.label)),
        group.families,
        group.listed,
        share,
        interval,
        interval_bar(f"{share} ({interval})", group.low, group.share, group.high, mean),
        group.is_apart,
    )


def _is_small(group: Group) -> bool:
    return min(group.families, group.listed, group.families - group.listed) < LEAST


def reach_tables(told: CheckedList) -> list[ReachTable]:
    """A table for each grouping, kelurahan last; of these the ones apart from the mean first."""
    listed, families = city_mean(told)
    mean = listed / families if families else 0.0
    tables = []
    for name, label in GROUPINGS.items():
        own = [g for g in told.reach if g.grouping == name]
        is_hidden = name == _SENSITIVE and any(_is_small(g) for g in own)
        if name == "village":
            own.sort(key=lambda g: (not g.is_apart, g.share))
        rows = [] if is_hidden else [_row(g, mean) for g in own]
        tables.append(ReachTable(name, said(label), rows, is_hidden))
    return tables


def mean_text(told: CheckedList) -> str:
    """The city's share, a dash where nobody is of desil 1-4."""
    listed, families = city_mean(told)
    return share_text(listed, families) if families else UNKNOWN
