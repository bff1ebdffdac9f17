"""What the desk owes and how it answered, in the reader's territory: counts, nobody's data."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.office.cases.report_tables import ReportTable, Value, report_table, report_tables
from desil.office.cases.request_context import today
from desil.office.csv_file import harmless

_DAYS = 90


def _day(typed: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return otherwise


def _requested_time(request: HttpRequest) -> dict[str, date]:
    """The time of the report: ?sejak= and ?sampai=, else the last `_DAYS` days."""
    until = _day(request.GET.get("sampai", ""), today())
    since = _day(request.GET.get("sejak", ""), until - timedelta(days=_DAYS))
    return {"since": since, "until": until, "today": today()}


def _cell(value: Value) -> Value:
    if isinstance(value, float):
        return round(value, 4)
    return harmless(value) if isinstance(value, str) else value


def _csv_text(table: ReportTable) -> str:
    """A table as CSV: every column under its heading, shares from 0 to 1, nothing for not known."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.heading for column in table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue()


@requires(Permission.CASE_READ)
@never_cache
@require_safe
def case_reports(request: HttpRequest) -> HttpResponse:
    """Open by step and age, outcomes, time to answer, what applicants say, clocks missed."""
    asked = _requested_time(request)
    shown = {**asked, "tables": report_tables(**asked)}
    return render(request, "office/cases/reports.html", shown)


@requires(Permission.CASE_READ)
@never_cache
@require_safe
def case_report_file(request: HttpRequest, table: str) -> HttpResponse:
    """One table of the page as CSV; Http404 for none of them."""
    asked = _requested_time(request)
    found = report_table(table, **asked)
    if found is None:
        raise Http404("tidak ada tabel itu")
    answer = HttpResponse("\ufeff" + _csv_text(found), content_type="text/csv; charset=utf-8")
    name = f"permohonan-{found.name}-{asked['since']}-{asked['until']}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
