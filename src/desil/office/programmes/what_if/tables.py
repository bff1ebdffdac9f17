"""What a what-if comes to, as tables: a column for each scenario, beside the rules in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from desil.eligibility.what_if.effect import Effect, Expected, Interval
from desil.eligibility.what_if.hiding import shown_parts
from desil.office.programmes.what_if.cells import Cell, Row
from desil.office.programmes.what_if.part_rows import desil_rows, group_rows, village_rows
from desil.ui.figures import UNKNOWN, count_text


@dataclass(frozen=True, slots=True)
class Tables:
    """The answer: totals, what the probabilities make one expect, and its parts by decile, by
    group of families and by kelurahan."""

    names: Sequence[str]
    totals: Sequence[Row]
    expected: Sequence[Row]
    by_desil: Sequence[Row]
    by_group: Sequence[Row]
    by_village: Sequence[Row]
    without: int


def _change(now: float, then: float, told: Callable[[float], str]) -> str:
    if told(now) == told(then):
        return _("sama")
    sign, words = ("+", _("lebih banyak")) if now > then else ("−", _("lebih sedikit"))
    return f"{sign}{told(abs(now - then))} {words}"


def _whole(number: float) -> str:
    return count_text(round(number))


def _row(label: str, numbers: Sequence[int]) -> Row:
    first = numbers[0]
    changes = ["", *(_change(n, first, _whole) for n in numbers[1:])]
    return Row(label, [Cell(count_text(n), c) for n, c in zip(numbers, changes, strict=True)])


def _percent(share: float) -> str:
    return number_format(round(100 * share, 1), 1)


def _points(now: float, then: float) -> str:
    return _change(now, then, lambda share: _("%(n)s poin") % {"n": _percent(share)})


def _around(told: Interval, shown: Callable[[float], str], unit: str) -> str:
    return f"{shown(told.value)}{unit} ({shown(told.low)}–{shown(told.high)})"


def _missed(told: Expected) -> Interval:
    """The poor who are not reached: what coverage leaves."""
    c = told.coverage
    return Interval(1 - c.value, 1 - c.high, 1 - c.low)


def _expected_row(
    label: str, known: Sequence[Expected | None], of: Callable[[Expected], Interval], *, share: bool
) -> Row:
    base, shown = known[0], _percent if share else _whole
    differs = _points if share else lambda now, then: _change(now, then, _whole)
    cells = []
    for place, told in enumerate(known):
        if told is None:
            cells.append(Cell(UNKNOWN))
            continue
        change = differs(of(told).value, of(base).value) if place and base is not None else ""
        cells.append(Cell(_around(of(told), shown, "\u202f%" if share else ""), change))
    return Row(label, cells)


def _cost_row(known: Sequence[Expected | None]) -> Row:
    base, cells = known[0], []
    for place, told in enumerate(known):
        if told is None:
            cells.append(Cell(UNKNOWN))
            continue
        change = (
            _change(told.rupiah_per_poor, base.rupiah_per_poor, _whole) if place and base else ""
        )
        cells.append(Cell(count_text(told.rupiah_per_poor), change))
    return Row(_("Rupiah setahun per keluarga desil 1–4 yang tercapai"), cells)


def _totals(effects: Sequence[Effect]) -> list[Row]:
    plain: tuple[tuple[str, Callable[[Effect], int]], ...] = (
        (_("Keluarga"), lambda e: e.families),
        (_("Jiwa"), lambda e: e.people),
        (_("Anggota dihitung"), lambda e: e.counted),
        (_("Juta rupiah setahun"), lambda e: round(e.rupiah / 1_000_000)),
        (_("Menunggu kuota"), lambda e: e.waiting),
        (_("Belum bisa dinilai"), lambda e: e.not_judged),
    )
    moved: tuple[tuple[str, Callable[[Effect], int]], ...] = (
        (_("Masuk"), lambda e: e.entering),
        (_("Keluar"), lambda e: e.leaving),
    )
    return [
        *(_row(label, [of(e) for e in effects]) for label, of in plain),
        *(
            Row(label, [Cell(UNKNOWN), *(Cell(count_text(of(e))) for e in effects[1:])])
            for label, of in moved
        ),
    ]


def _expected(effects: Sequence[Effect]) -> list[Row]:
    known = [e.expected for e in effects]
    if not any(known):
        return []
    return [
        _expected_row(_("Desil 1–4 yang tercakup"), known, lambda k: k.coverage, share=True),
        _expected_row(_("Desil 1–4 yang terlewat"), known, _missed, share=True),
        _expected_row(_("Penerima di luar desil 1–4"), known, lambda k: k.not_poor, share=True),
        _expected_row(
            _("Keluarga desil 1–4 yang tercapai"), known, lambda k: k.poor_reached, share=False
        ),
        _cost_row(known),
    ]


def tables_of(effects: Sequence[Effect]) -> Tables:
    """The answer in tables; the first effect is that of the rules in force."""
    parts = shown_parts(effects)
    return Tables(
        [e.name for e in effects],
        _totals(effects),
        _expected(effects),
        desil_rows(parts),
        group_rows(parts),
        village_rows(parts),
        max((e.expected.without for e in effects if e.expected), default=0),
    )
