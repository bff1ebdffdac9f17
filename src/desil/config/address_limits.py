"""Addresses that no page has: too long, or with a NUL, which PostgreSQL does not take."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

LONGEST_PATH = 1_000
LONGEST_QUERY = 20_000  # a what-if writes its whole form into the address
_NUL = ("\x00", "%00")


class AddressLimits:
    """Middleware: such an address is 404 or 400, before anything reads it; a NUL in a form is 400
    where it meets the database."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse the address."""
        query = request.META.get("QUERY_STRING", "")
        if len(request.path_info) > LONGEST_PATH or _NUL[0] in request.path_info:
            return render(request, "400.html", status=404)
        if len(query) > LONGEST_QUERY or any(nul in query for nul in _NUL):
            return render(request, "400.html", status=400)
        return self.respond(request)

    def process_exception(self, _request: HttpRequest, fault: Exception) -> None:
        """Call a NUL in what was sent what it is: a bad request."""
        if isinstance(fault, ValueError | DataError) and "NUL" in str(fault):
            raise BadRequest("NUL") from fault
