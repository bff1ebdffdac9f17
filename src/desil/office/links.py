"""Addresses of the office's pages; whatever is the usual choice is left out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from desil.office.area_page import AreaPage, Order, Question, Unit
from desil.register.names import AreaLevel


def _chosen(page: AreaPage, question: Question) -> str:
    newest = page.publication.releases[0].release_date
    release_date = question.release_date
    chosen = {
        "rilis": str(release_date) if release_date and release_date != newest else "",
        "satuan": question.unit.value if question.unit is not Unit.FAMILIES else "",
        "urut": question.order.value if question.order is not Order.CODE else "",
        "rinci": question.detail.value if question.detail else "",
    }
    query = urlencode({key: value for key, value in chosen.items() if value})
    return f"?{query}" if query else ""


def link_to(page: AreaPage, question: Question) -> str:
    """The address of the page that answers `question`."""
    path = reverse("office:area", args=[question.code]) if question.code else reverse("office:city")
    return path + _chosen(page, question)


def link_to_area(page: AreaPage, code: str) -> str:
    """The same release and unit, for another area."""
    code_or_city = code if len(code) > 4 else None
    return link_to(page, replace(page.question, code=code_or_city, detail=None))


def link_to_release(page: AreaPage, release_date: date) -> str:
    """The same area at another release."""
    return link_to(page, replace(page.question, release_date=release_date))


def link_to_unit(page: AreaPage, unit: Unit) -> str:
    """The same page in the other unit."""
    return link_to(page, replace(page.question, unit=unit))


def link_to_order(page: AreaPage, order: Order) -> str:
    """The same page, its parts in another order."""
    return link_to(page, replace(page.question, order=order))


def link_to_detail(page: AreaPage, detail: AreaLevel | None) -> str:
    """The same area, divided at another level."""
    return link_to(page, replace(page.question, detail=detail))


def link_to_csv(page: AreaPage) -> str:
    """The same figures as a file."""
    return reverse("office:csv", args=[page.area.code]) + _chosen(page, page.question)
