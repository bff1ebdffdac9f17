"""The rows of the page's tables, ready to print, and its charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desil.dictionary.standing import DECILE_NUMBERS
from desil.office.area_page import AreaPage, Unit
from desil.office.links import link_to_area, link_to_release
from desil.register.recap import AreaCount, Counts
from desil.ui.charts import Bar, Part, bar_chart, share_bar
from desil.ui.figures import count_text, ratio_text, share_text
from desil.ui.standings import (
    FIRST_FOUR,
    GROUPS,
    UNRANKED,
    UPPER,
    Group,
    Text,
    amount_in,
    decile_label,
    style_of,
)


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """One headline figure: a group of deciles in families and people."""

    group: Group
    families: int
    people: int
    families_share: str
    people_share: str


@dataclass(frozen=True, slots=True)
class DecileRow:
    """One row of the decile table. `kind`: "decile", "sum" (of the deciles set in below it),
    "part" (one of those), "unranked" or "total"."""

    label: Text
    kind: str
    style: str
    families: str
    families_share: str
    people: str
    people_share: str
    people_per_family: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One area within the page's area, or all of them together (no link)."""

    name: str
    link: str
    cells: tuple[str, ...]
    first_four_share: str
    bar: SafeString


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """The page's area at one release."""

    area: AreaCount
    link: str
    is_shown: bool
    families: str
    people: str
    first_four: str
    unranked: str


def _in(group: Group, counts: Counts) -> int:
    return amount_in(group, counts.by_decile, counts.unranked)


def group_figures(area: AreaCount) -> tuple[GroupFigure, ...]:
    """The headline figures, in order; together they are everyone."""
    return tuple(
        GroupFigure(
            group,
            _in(group, area.families),
            _in(group, area.people),
            share_text(_in(group, area.families), area.families.total),
            share_text(_in(group, area.people), area.people.total),
        )
        for group in GROUPS
    )


def decile_rows(area: AreaCount) -> Iterator[DecileRow]:
    """Desil 1 to 5, 6-10 together and apart, the unranked, and all."""

    def row(label: Text, kind: str, style: str, families: int, people: int) -> DecileRow:
        return DecileRow(
            label,
            kind,
            style,
            count_text(families),
            share_text(families, area.families.total),
            count_text(people),
            share_text(people, area.people.total),
            ratio_text(people, families),
        )

    for decile in DECILE_NUMBERS:
        if decile == 6:
            upper = (_in(UPPER, area.families), _in(UPPER, area.people))
            yield row(UPPER.label, "sum", UPPER.style, *upper)
        kind = "part" if decile > 5 else "decile"
        own = (area.families.between(decile, decile), area.people.between(decile, decile))
        yield row(decile_label(decile), kind, style_of(decile), *own)
    unranked = (area.families.unranked, area.people.unranked)
    yield row(UNRANKED.label, "unranked", UNRANKED.style, *unranked)
    yield row(_("Jumlah"), "total", "", area.families.total, area.people.total)


def decile_chart(title: str, counts: Counts) -> SafeString:
    """A bar for each decile and one for the unranked."""
    bars = [
        Bar(decile_label(place), amount, count_text(amount), style_of(place))
        for place, amount in enumerate(counts.by_decile, start=1)
    ]
    last = Bar(str(UNRANKED.label), counts.unranked, count_text(counts.unranked), UNRANKED.style)
    return bar_chart(title, [*bars, last])


def _part_row(name: str, link: str, counts: Counts) -> PartRow:
    figures = (*counts.by_decile[:5], _in(UPPER, counts), counts.unranked, counts.total)
    shares = ", ".join(f"{g.label}: {share_text(_in(g, counts), counts.total)}" for g in GROUPS)
    return PartRow(
        name,
        link,
        tuple(count_text(figure) for figure in figures),
        share_text(_in(FIRST_FOUR, counts), counts.total),
        share_bar(shares, [Part(_in(group, counts), group.style) for group in GROUPS]),
    )


def part_rows(page: AreaPage) -> list[PartRow]:
    """The areas within the page's area, in the unit that was asked for."""
    unit = page.question.unit
    return [
        _part_row(
            part.name, link_to_area(page, part.code) if part.code != "-" else "", unit.of(part)
        )
        for part in page.parts
    ]


def total_row(page: AreaPage) -> PartRow:
    """The sum of the parts, added up here: it must be the page's area itself."""
    unit = page.question.unit
    counts = [unit.of(part) for part in page.parts]
    summed = Counts(
        tuple(sum(column) for column in zip(*(c.by_decile for c in counts), strict=True)),
        sum(c.unranked for c in counts),
    )
    return _part_row(_("Jumlah"), "", summed)


def release_rows(page: AreaPage) -> list[ReleaseRow]:
    """The page's area at every release, newest first."""
    return [
        ReleaseRow(
            area,
            link_to_release(page, area.release_date),
            area.release_date == page.area.release_date,
            count_text(area.families.total),
            count_text(area.people.total),
            count_text(_in(FIRST_FOUR, area.families)),
            count_text(area.families.unranked),
        )
        for area in page.history
    ]


def unit_label(unit: Unit) -> str:
    """What a unit is called."""
    return _("Keluarga (KK)") if unit is Unit.FAMILIES else _("Jiwa")
