"""Lists held against payments: counts by programme and kelurahan, overlap, take-up, a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.dictionary.calendar.office_day import office_day
from desil.office.overview.area_choice import area_choices, requested_area
from desil.office.programmes.payments.by_name import form_for, may_ask_by_name
from desil.office.programmes.payments.csv_file import counts_file
from desil.office.programmes.payments.findings import (
    finding_labels,
    finding_rows,
    take_up_map,
    take_up_rows,
    village_rows,
    with_nothing,
)
from desil.office.programmes.payments.overlap import overlap_picture, overlap_rows
from desil.office.programmes.words import list_name, list_state
from desil.office.work.request_context import done
from desil.programmes.checked import (
    Checked,
    CheckedList,
    ask_check,
    is_being_counted,
    newest_check,
)


def requested_programme(request: HttpRequest, checked: Checked) -> CheckedList | None:
    """The list of the programme that is asked for, else the first that was paid, else the first;
    None without lists, Http404 for a programme that has none."""
    code = request.GET.get("program", "")
    if code:
        found = [c for c in checked.lists if c.told.programme == code]
        if not found:
            raise Http404("program tidak punya daftar")
        return found[0]
    return next((c for c in checked.lists if c.paid), next(iter(checked.lists), None))


def shown_lists(checked: Checked) -> list[tuple[CheckedList, str, str]]:
    """The lists with their names and states in words."""
    return [(c, list_name(c.told), list_state(c.told.state)) for c in checked.lists]


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """The page; says so while nothing was counted on the published run."""
    area, checked = requested_area(request), newest_check()
    shown: dict[str, object] = {
        "checked": checked,
        "area": area,
        "choices": area_choices(area),
        "is_being_counted": is_being_counted(),
    }
    if checked is not None:
        chosen, overlaps = requested_programme(request, checked), overlap_rows(checked, area)
        shown |= {
            "lists": shown_lists(checked),
            "chosen": chosen,
            "rows": finding_rows(checked.lists, area),
            "with_nothing": with_nothing(checked, area),
            "overlaps": overlaps,
            "picture": overlap_picture(overlaps),
            "take_up": take_up_rows(chosen, area) if chosen else [],
            "map": take_up_map(chosen) if chosen and not area else None,
            "labels": finding_labels(),
            "villages": village_rows(chosen, area) if chosen else [],
        }
        if chosen is not None and may_ask_by_name(request, chosen):
            shown["by_name"] = form_for(chosen, area)
    return render(request, "office/programmes/payments.html", shown)


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_safe
def payments_file(request: HttpRequest) -> HttpResponse:
    """The counts of the page as CSV; Http404 while nothing was counted."""
    area, checked = requested_area(request), newest_check()
    if checked is None:
        raise Http404("belum ada hitungan")
    answer = HttpResponse(
        "\ufeff" + counts_file(checked, area), content_type="text/csv; charset=utf-8"
    )
    name = f"penyaluran-{area or 'kota'}-{office_day(checked.made_at):%Y%m%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@requires(Permission.LIST_PROPOSE)
@never_cache
@require_http_methods(["POST"])
def payments_count(request: HttpRequest) -> HttpResponse:
    """Ask a worker to count again, after new lists or payments."""
    done(request, ask_check, _("Penghitungan diminta; muat ulang halaman ini sebentar lagi."))
    return redirect("office:payments")
