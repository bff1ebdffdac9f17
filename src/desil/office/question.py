"""What a request asks for."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.http import Http404, HttpRequest

from desil.office.area_page import Order, Question, Unit
from desil.register.names import AreaLevel

Choice = TypeVar("Choice", bound=StrEnum)


def _choice(request: HttpRequest, key: str, usual: Choice) -> Choice:
    try:
        return type(usual)(request.GET.get(key, usual.value))
    except ValueError as fault:
        raise Http404(f"{key} tidak dikenal") from fault


def _release_date(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET["rilis"]) if "rilis" in request.GET else None
    except ValueError as fault:
        raise Http404("rilis bukan tanggal") from fault


def question_of(request: HttpRequest, code: str | None) -> Question:
    """The question in a request's address; Http404 when a part of it is not a possible answer."""
    wants_villages = request.GET.get("rinci") == AreaLevel.VILLAGE.value
    is_city = code is None or len(code) == 4
    return Question(
        code=code,
        release_date=_release_date(request),
        unit=_choice(request, "satuan", Unit.FAMILIES),
        order=_choice(request, "urut", Order.CODE),
        detail=AreaLevel.VILLAGE if wants_villages and is_city else None,
    )
