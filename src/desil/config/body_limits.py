"""How much a request may send: refused by what it announces, before a byte is read or kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve

from desil.dictionary.declarations.yaml_reader import bounded_yaml


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """Bytes for most pages, for those named, and the pages that look after it themselves."""

    usual: int
    pages: Mapping[str, int]
    own: tuple[str, ...]


@cache
def body_limits() -> BodyLimits:
    """The limits in force."""
    text = resources.files("desil.config").joinpath("body_limits.yaml")
    return BodyLimits(**bounded_yaml(text.read_text(encoding="utf-8")))


def most_bytes_at(path: str) -> int | None:
    """How many bytes may be sent to an address; None where its page says so itself."""
    limits = body_limits()
    try:
        name = resolve(path).view_name
    except Resolver404:
        return limits.usual
    return None if name in limits.own else limits.pages.get(name, limits.usual)


class BodyLimited:
    """Middleware: 413 for a request that announces more than its page takes, 400 for one that
    announces no number. Without an announcement (chunked) nothing is read at all."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse the body."""
        told = request.META.get("CONTENT_LENGTH") or "0"
        most = most_bytes_at(request.path_info)
        is_number = told.isascii() and told.isdigit()
        if is_number and (most is None or int(told) <= most):
            return self.respond(request)
        answer = render(request, "400.html", status=413 if is_number else 400)
        answer["Connection"] = "close"  # what was not read of this request is not the next one
        return answer
