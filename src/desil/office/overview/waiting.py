"""Who has no decile yet: since when, and why in all likelihood."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.dictionary.areas import city_villages
from desil.dictionary.codelists.findings import reason_label
from desil.office.overview.area_choice import area_choices, requested_area, requested_publication
from desil.register.area_counts import Amount, unranked_ages, unranked_by_village
from desil.ui.charts import Bar, bar_chart
from desil.ui.family.facts import said
from desil.ui.figures import UNKNOWN, count_text
from desil.ui.standings import UNRANKED


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause: families by the release since which they wait, and all of them."""

    cause: str
    cells: tuple[str, ...]
    families: str
    people: str


@requires(Permission.AGGREGATE_READ)
@require_safe
def unranked(request: HttpRequest) -> HttpResponse:
    """The page of the unranked."""
    publication = requested_publication()
    if publication is None:
        return render(request, "office/empty.html")
    area = requested_area(request)
    ages = unranked_ages(publication.id, area)
    since = sorted({day for day, _cause in ages})
    causes: dict[str, Amount] = {}
    for (_day, cause), amount in ages.items():
        causes[cause] = causes.get(cause, Amount()) + amount
    ordered = sorted(causes, key=lambda c: (-causes[c].families, c))
    rows = [
        CauseRow(
            said(reason_label(cause)),
            tuple(_figure(ages.get((day, cause))) for day in since),
            count_text(causes[cause].families),
            count_text(causes[cause].people),
        )
        for cause in ordered
    ]
    total = sum(causes.values(), Amount())
    villages = unranked_by_village(publication.id, area)
    names = {v.bps: (v.name, v.district) for v in city_villages()}
    return render(
        request,
        "office/unranked.html",
        {
            "choices": area_choices(area),
            "area": area,
            "since": since,
            "rows": rows,
            "total": total,
            "chart": bar_chart(
                _("Keluarga belum diperingkat menurut sebab"),
                [
                    Bar(said(reason_label(c)), causes[c].families,
                        count_text(causes[c].families), UNRANKED.style)
                    for c in ordered
                ],
            ),
            "villages": [
                (*names.get(code, (code, "")), count_text(n.families), count_text(n.people))
                for code, n in sorted(villages.items(), key=lambda v: (-v[1].families, v[0]))
            ],
        },
    )  # fmt: skip


def _figure(amount: Amount | None) -> str:
    return count_text(amount.families) if amount else UNKNOWN
