"""Who rose, fell, came and went between two releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.dictionary.standing import DECILE_NUMBERS, STANDING_ABSENT, STANDING_UNRANKED
from desil.office.overview.area_choice import (
    area_choices,
    requested_area,
    requested_publication,
    requested_release,
)
from desil.register.area_counts import Amount, movements
from desil.ui.figures import UNKNOWN, count_text
from desil.ui.flow import Post, flow_chart
from desil.ui.standings import FIFTH, FIRST_FOUR, UNRANKED, UPPER, style_of

Moved = Mapping[tuple[int, int], Amount]
_STANDINGS = (*DECILE_NUMBERS, STANDING_UNRANKED, STANDING_ABSENT)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix; `kind` same, up, down, or empty for what cannot be compared."""

    figure: str
    kind: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Where the families of one standing are now."""

    label: str
    cells: tuple[Cell, ...]
    total: str


def standing_label(standing: int) -> str:
    """What a standing is called in the matrix."""
    if standing == STANDING_UNRANKED:
        return str(UNRANKED.label)
    return _("tidak terdaftar") if standing == STANDING_ABSENT else str(standing)


def _group(standing: int) -> str:
    if standing == STANDING_ABSENT:
        return "absent"
    if standing == STANDING_UNRANKED:
        return UNRANKED.style
    return style_of(standing)


def _kind(before: int, after: int) -> str:
    if before < 1 or after < 1:
        return "other"
    return "same" if before == after else "up" if after > before else "down"


def _amount(moved: Moved, before: int, after: int) -> int:
    return moved.get((before, after), Amount()).families


def matrix_rows(moved: Moved) -> list[MatrixRow]:
    """One row a standing before, one cell a standing after."""
    return [
        MatrixRow(
            standing_label(before),
            tuple(
                Cell(count_text(n) if (n := _amount(moved, before, after)) else UNKNOWN,
                     _kind(before, after))
                for after in _STANDINGS
            ),
            count_text(sum(_amount(moved, before, after) for after in _STANDINGS)),
        )
        for before in _STANDINGS
    ]  # fmt: skip


def flow_picture(moved: Moved) -> SafeString:
    """The streams between the groups of deciles."""
    posts = [
        *(Post(g.style, str(g.label), g.style) for g in (FIRST_FOUR, FIFTH, UPPER, UNRANKED)),
        Post("absent", _("Tidak terdaftar"), "absent"),
    ]
    streams: dict[tuple[str, str], int] = {}
    for (before, after), amount in moved.items():
        key = (_group(before), _group(after))
        streams[key] = streams.get(key, 0) + amount.families
    return flow_chart(_("Perpindahan keluarga antarkelompok desil"), posts, streams)


def headlines(moved: Moved) -> list[tuple[str, str]]:
    """How many rose, fell, stayed, were ranked at last, came and left."""
    kinds = {"same": 0, "up": 0, "down": 0, "ranked": 0, "lost": 0, "entered": 0, "left": 0}
    for (before, after), amount in moved.items():
        kind = _kind(before, after)
        if kind == "other":
            kind = (
                "entered" if before == STANDING_ABSENT
                else "left" if after == STANDING_ABSENT
                else "ranked" if after >= 1 else "lost" if before >= 1 else "waiting"
            )  # fmt: skip
        kinds[kind] = kinds.get(kind, 0) + amount.families
    labels = {
        "up": _("Naik desil"),
        "down": _("Turun desil"),
        "same": _("Tetap"),
        "ranked": _("Baru diperingkat"),
        "waiting": _("Tetap belum diperingkat"),
        "lost": _("Kehilangan peringkat"),
        "entered": _("Masuk daftar"),
        "left": _("Keluar dari daftar"),
    }
    return [(label, count_text(kinds.get(kind, 0))) for kind, label in labels.items()]


@requires(Permission.AGGREGATE_READ)
@require_safe
def movement(request: HttpRequest) -> HttpResponse:
    """The page; says so while there are fewer than two releases."""
    publication = requested_publication()
    if publication is None:
        return render(request, "office/empty.html")
    area = requested_area(request)
    shown: dict[str, object] = {"choices": area_choices(area), "area": area}
    if len(publication.releases) > 1:
        to_date = requested_release(request, publication)
        dates = [r.release_date for r in publication.releases]
        moved = movements(publication.id, to_date, area)
        shown |= {
            "to_date": to_date,
            "from_date": dates[dates.index(to_date) + 1],
            "releases": dates[:-1],
            "headlines": headlines(moved),
            "flow": flow_picture(moved),
            "standings": [standing_label(s) for s in _STANDINGS],
            "rows": matrix_rows(moved),
        }
    return render(request, "office/movement.html", shown)
