"""The page that asks before something is done: an ordinary form, without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise

CONFIRMED = "sudah-yakin"
"""The field that says that whoever sends has read the question."""
_OWN = frozenset({CONFIRMED, "csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: a title, lines that say what will happen, the button, and where no leads (by a
    form, where that needs fields)."""

    title: str | Promise
    says: Sequence[str | Promise]
    button: str | Promise
    back: str
    back_fields: Sequence[tuple[str, str]] = ()
    base: str = "ui/base.html"


def carried_fields(told: QueryDict) -> list[tuple[str, str]]:
    """What a form said, to be sent again by hidden fields."""
    return [(name, text) for name, texts in told.lists() for text in texts if name not in _OWN]


def confirmation_page(request: HttpRequest, asking: Asking) -> HttpResponse | None:
    """The page that asks, with everything that was sent; None where the answer was yes already."""
    if request.POST.get(CONFIRMED):
        return None
    shown = {
        "asking": asking,
        "fields": carried_fields(request.POST),
        "confirmed": CONFIRMED,
        "action": request.get_full_path(),
    }
    return render(request, "ui/confirmation.html", shown)
