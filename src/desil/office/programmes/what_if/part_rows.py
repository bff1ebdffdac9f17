"""The parts of an answer as rows: by decile, by group of families, by kelurahan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from desil.dictionary.areas import city_villages
from desil.eligibility.what_if.groups import DESIL, GROUPINGS, VILLAGE
from desil.eligibility.what_if.hiding import ShownPart
from desil.eligibility.what_if.spans import Span
from desil.office.programmes.what_if.cells import Cell, Row
from desil.ui.family.facts import said
from desil.ui.figures import UNKNOWN, count_text
from desil.ui.places import place_name

_Parts = Mapping[str, Sequence[ShownPart]]  # by grouping


def span_text(span: Span) -> str:
    """A number, or from where to where it lies."""
    if span.is_exact:
        return count_text(span.low)
    return f"{count_text(span.low)}–{count_text(span.high)}"


def _change(part: ShownPart) -> str:
    if part.entering == part.leaving == Span(0, 0):
        return _("sama")
    told = {"a": span_text(part.entering), "b": span_text(part.leaving)}
    return _("masuk %(a)s, keluar %(b)s") % told


def _more(part: ShownPart) -> str:
    if part.people is None or part.rupiah is None:
        return ""
    told = {"a": count_text(part.people), "b": count_text(round(part.rupiah / 1_000_000))}
    return _("%(a)s jiwa, Rp%(b)s juta") % told


def _rows(
    scenarios: Sequence[_Parts],
    grouping: str,
    label: Callable[[str], str],
    *,
    is_full: bool = False,
    is_told: bool = True,
) -> dict[str, Row]:
    """By key, a row of every scenario's families; `is_full` also with members and rupiah. What is
    not there is 0, or not told where the grouping itself is not."""
    known = [{p.key: p for p in one.get(grouping, ())} for one in scenarios]
    found = {}
    for key in dict.fromkeys(key for one in known for key in one):
        cells = []
        for place, one in enumerate(known):
            part = one.get(key)
            if part is None:
                is_hidden = not one and not is_told
                cells.append(Cell(UNKNOWN if is_hidden else "0"))
                continue
            change = _change(part) if place else ""
            cells.append(Cell(span_text(part.families), change, _more(part) if is_full else ""))
        found[key] = Row(label(key), cells)
    return found


def _desil_label(key: str) -> str:
    return _("belum diperingkat") if key == "0" else _("desil %(n)s") % {"n": key}


def desil_rows(scenarios: Sequence[_Parts]) -> list[Row]:
    """By official decile, the unranked last."""
    found = _rows(scenarios, DESIL, _desil_label)
    return [found[key] for key in sorted(found, key=lambda key: (key == "0", int(key)))]


def village_rows(scenarios: Sequence[_Parts]) -> list[Row]:
    """By kelurahan, in the order of their names."""
    names = {v.bps: place_name(v.name) for v in city_villages()}
    found = _rows(scenarios, VILLAGE, lambda key: names.get(key, key) or "–")
    return sorted(found.values(), key=lambda row: row.label)


def group_rows(scenarios: Sequence[_Parts]) -> list[Row]:
    """By every grouping of families, in its order, with members and rupiah."""
    rows: list[Row] = []
    for name, grouping in GROUPINGS.items():
        found = _rows(
            scenarios,
            name,
            lambda key, told=grouping: said(told.groups[key]),  # type: ignore[misc] # mypy cannot name a lambda with a default
            is_full=True,
            is_told=False,
        )
        own = [found[key] for key in grouping.groups if key in found]
        title = said(grouping.label)
        rows += [
            Row(row.label, row.cells, title[:1].upper() + title[1:] if not n else "")
            for n, row in enumerate(own)
        ]
    return rows
