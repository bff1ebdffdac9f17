"""What publishing a run would change, as the pages of proposals show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desil.cases.queries.lists import open_case_families
from desil.cases.territory_scope import seeing_city
from desil.dictionary.standing import DECILE_NUMBERS
from desil.engine.manifest import MANIFEST
from desil.engine.store import Store
from desil.plausibility.comparison import Cell, Comparison, pair_sum
from desil.plausibility.family_change import family_changes
from desil.plausibility.programme_change import ProgrammeChange
from desil.plausibility.run_check import RunCheck
from desil.publication.gate import deviation_lines, village_names
from desil.ui.charts import Bar, bar_chart
from desil.ui.figures import count_text
from desil.ui.places import place_name


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of changes: families and people before and after."""

    label: str
    families: tuple[int, int]
    people: tuple[int, int]

    @property
    def difference(self) -> str:
        """The change in families, with its sign."""
        return f"{self.families[1] - self.families[0]:+,}".replace(",", ".")


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A run beside the register of now. Without a comparison (the first publication, or a folder
    that is gone) only the deviations are there."""

    sentence: str
    deviations: list[str]
    deciles: list[Row]
    villages: list[Row]
    programmes: tuple[ProgrammeChange, ...]
    cases: dict[str, int]
    picture: SafeString | None

    @property
    def cases_touched(self) -> int:
        """Open cases whose family leaves, moves or gets another decile."""
        return sum(number for change, number in self.cases.items() if change != "same")


def _standing_label(standing: int) -> str:
    return _("Belum diperingkat") if standing == 0 else _("Desil %(n)d") % {"n": standing}


def _row(label: str, cells: Sequence[Cell]) -> Row:
    return Row(
        label,
        pair_sum(c.families for c in cells),
        pair_sum(c.people for c in cells),
    )


def _decile_rows(found: Comparison) -> list[Row]:
    standings = [*DECILE_NUMBERS, 0]
    rows = [
        _row(_standing_label(n), [c for c in found.cells if c.standing == n]) for n in standings
    ]
    return [*rows, _row(_("Semua"), found.cells)]


def _village_rows(found: Comparison) -> list[Row]:
    names = village_names()
    villages = sorted({c.village for c in found.cells})
    rows = [
        _row(place_name(names.get(v, v)) or "-", [c for c in found.cells if c.village == v])
        for v in villages
    ]
    return sorted(rows, key=lambda r: r.label)


def _picture(rows: Sequence[Row]) -> SafeString:
    """Families by decile before and after, each pair of bars together."""
    bars = []
    for row in rows[:-2]:  # without the unranked and the total
        for when, amount, style in (
            (_("sebelum"), row.families[0], "unranked"),
            (_("sesudah"), row.families[1], "first"),
        ):
            bars.append(Bar(f"{row.label}, {when}", amount, count_text(amount), style))
    return bar_chart(_("Keluarga menurut desil, sebelum dan sesudah"), bars)


def _sentence(found: Comparison) -> str:
    return _(
        "Register berubah dari %(before)s menjadi %(after)s keluarga: %(entered)s masuk, %(left)s "
        "keluar, %(changed)s berganti desil."
    ) % {
        "before": count_text(found.families[0]),
        "after": count_text(found.families[1]),
        "entered": count_text(found.entered),
        "left": count_text(found.left),
        "changed": count_text(found.decile_changed),
    }


def _cases(store: Store, check: RunCheck) -> dict[str, int]:
    before, after = store.runs / check.before, store.runs / check.run
    if not check.before or not all((f / MANIFEST).is_file() for f in (before, after)):
        return {}
    with seeing_city():
        families = open_case_families()
    return family_changes(store.engine_settings(), before, after, families)


def change_shown(store: Store, check: RunCheck) -> ChangeShown:
    """What a page shows of a check: counts, nobody's data."""
    deviations = deviation_lines(check.deviations, get_language() or "id")
    found = check.comparison
    if found is None:
        first = _("Ini penerbitan pertama: belum ada register untuk dibandingkan.")
        return ChangeShown("" if check.before else first, deviations, [], [], (), {}, None)
    deciles = _decile_rows(found)
    return ChangeShown(
        _sentence(found),
        deviations,
        deciles,
        _village_rows(found),
        check.programmes,
        _cases(store, check),
        _picture(deciles),
    )
