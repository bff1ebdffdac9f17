"""The first page: totals and deciles of the city, its kecamatan and its kelurahan."""

from __future__ import annotations

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.errors import NotFound
from desil.office.area_page import AreaPage, Order, Question, Unit, area_page
from desil.office.csv_file import csv_name, csv_text
from desil.office.links import (
    link_to_area,
    link_to_csv,
    link_to_detail,
    link_to_order,
    link_to_unit,
)
from desil.office.question import question_of
from desil.office.tables import (
    decile_chart,
    decile_rows,
    group_figures,
    part_rows,
    release_rows,
    total_row,
    unit_label,
)
from desil.office.words import level_label, order_label, parts_heading
from desil.register.names import AreaLevel
from desil.register.recap import current_publication


def _answer(question: Question) -> AreaPage | None:
    """The page; None while nothing is published. Http404 for what the register has not."""
    with connection.cursor() as cursor:
        publication = current_publication(cursor)
        if publication is None:
            return None
        try:
            return area_page(cursor, publication, question)
        except NotFound as fault:
            raise Http404(fault.message) from fault


def _shown(page: AreaPage) -> dict[str, object]:
    is_city = page.area.level is AreaLevel.CITY
    return {
        "page": page,
        "area": page.area,
        "level": level_label(page.area.level),
        "above": [(a.name, link_to_area(page, a.code)) for a in page.above],
        "groups": group_figures(page.area),
        "decile_rows": list(decile_rows(page.area)),
        "charts": [
            (unit_label(unit), decile_chart(unit_label(unit), unit.of(page.area))) for unit in Unit
        ],
        "part_rows": part_rows(page),
        "total_row": total_row(page) if page.parts else None,
        "parts_heading": parts_heading(page.part_level),
        "unit": unit_label(page.question.unit),
        "units": [(unit_label(u), link_to_unit(page, u), u is page.question.unit) for u in Unit],
        "orders": [
            (order_label(o), link_to_order(page, o), o is page.question.order) for o in Order
        ],
        "details": [
            (level_label(lv), link_to_detail(page, d), d is page.question.detail)
            for lv, d in ((AreaLevel.DISTRICT, None), (AreaLevel.VILLAGE, AreaLevel.VILLAGE))
            if is_city
        ],
        "releases": release_rows(page),
        "csv_link": link_to_csv(page),
    }


@requires(Permission.AGGREGATE_READ)
@require_safe
def area(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """The page of one area; the city's without a code."""
    page = _answer(question_of(request, code))
    if page is None:
        return render(request, "office/empty.html")
    return render(request, "office/area.html", _shown(page))


@requires(Permission.AGGREGATE_READ)
@require_safe
def area_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of one area and its parts as a file."""
    page = _answer(question_of(request, code))
    if page is None:
        raise Http404("register masih kosong")
    response = HttpResponse("\ufeff" + csv_text(page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{csv_name(page)}"'
    return response
