"""What bringing the sources together found, in counts with reasons."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.dictionary.codelists.findings import FINDINGS, finding_label, reason_label
from desil.office.overview.area_choice import area_choices, requested_area, requested_publication
from desil.register.area_counts import finding_counts
from desil.ui.family.facts import said, source_label
from desil.ui.figures import count_text


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding with one reason."""

    finding: str
    reason: str
    source: str
    found: str
    people: str
    families: str


@requires(Permission.AGGREGATE_READ)
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """The page of the findings."""
    publication = requested_publication()
    if publication is None:
        return render(request, "office/empty.html")
    area = requested_area(request)
    order = {name: place for place, name in enumerate(FINDINGS)}
    counted = sorted(
        finding_counts(publication.id, area),
        key=lambda r: (order.get(r["finding"], len(order)), r["reason"], r["source"]),
    )
    rows = [
        FindingRow(
            said(finding_label(row["finding"])),
            said(reason_label(row["reason"])),
            source_label(row["source"]),
            count_text(row["found_sum"]),
            count_text(row["people_sum"]),
            count_text(row["families_sum"]),
        )
        for row in counted
    ]
    return render(
        request,
        "office/findings.html",
        {"choices": area_choices(area), "area": area, "rows": rows},
    )
