"""Whom a programme reaches, what clusters just under the boundary, and who recorded it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.cases.queries.officers import LEAST_FAMILIES, OfficerAtBoundary, officers_at_boundary
from desil.office.programmes.fairness.reach import mean_text, reach_tables
from desil.office.programmes.payments.findings import village_name
from desil.office.programmes.payments.views import requested_programme, shown_lists
from desil.programmes.checked import Cluster, is_being_counted, newest_check


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A kelurahan or the city at the boundary: families on either side, the jump and the p-value
    as texts."""

    label: str
    told: Cluster
    jump: str
    p_value: str


def _cluster(told: Cluster) -> ClusterRow:
    jump = f"{number_format(round(told.theta, 2), 2)} ± {number_format(round(told.error, 2), 2)}"
    least = number_format(0.0001, 4)
    p_value = f"< {least}" if told.p_value < 0.0001 else number_format(round(told.p_value, 4), 4)
    name = village_name(told.village_code) if told.village_code else _("Seluruh kota")
    return ClusterRow(name, told, jump, p_value)


def cluster_rows(clusters: Sequence[Cluster]) -> list[ClusterRow]:
    """The city, then the marked kelurahan, then the others, the smallest p-value first."""
    ordered = sorted(
        clusters, key=lambda c: (bool(c.village_code), not c.is_marked, c.p_value, c.village_code)
    )
    return [_cluster(c) for c in ordered]


def officer_rows() -> list[tuple[str, OfficerAtBoundary]]:
    """Officers by name, within the reader's territory, the marked ones first."""
    found = officers_at_boundary(until=timezone.now())
    numbers = [int(o.entered_by[5:]) for o in found if o.entered_by[5:].isdigit()]
    names = {u.actor: u.name for u in User.objects.filter(pk__in=numbers)}
    return [(names.get(o.entered_by, _("Program")), o) for o in found]


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_safe
def fairness(request: HttpRequest) -> HttpResponse:
    """The page; officers are shown to those who also read the reports on cases."""
    checked, may_see = newest_check(), user_of(request).may(Permission.CASE_READ)
    shown: dict[str, object] = {
        "checked": checked,
        "is_being_counted": is_being_counted(),
        "officers": officer_rows() if may_see else None,
        "least_families": LEAST_FAMILIES,
    }
    if checked is not None:
        chosen = requested_programme(request, checked)
        shown |= {
            "lists": shown_lists(checked),
            "chosen": chosen,
            "mean": mean_text(chosen) if chosen else "",
            "tables": reach_tables(chosen) if chosen else [],
            "clusters": cluster_rows(checked.clusters),
            "marked": sum(c.is_marked for c in checked.clusters),
        }
    return render(request, "office/programmes/fairness.html", shown)
