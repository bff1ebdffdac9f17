"""A name of the office that DESIL_HOSTS does not have: the page and the terminal say so."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

_LOG = logging.getLogger("django.desil")
_SIGNS = re.compile(r"[^A-Za-z0-9.:\[\]-]")
_MOST_SIGNS = 100


class KnownHosts:
    """Middleware, before every other: 400 for a request to a name that is not ours."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say which variable to mend."""
        try:
            request.get_host()
        except DisallowedHost:
            name = _SIGNS.sub("?", request.META.get("HTTP_HOST", ""))[:_MOST_SIGNS]
            _LOG.warning("Nama %s tidak ada dalam DESIL_HOSTS: permintaan ditolak.", name)
            return HttpResponse(render_to_string("unknown_host.html"), status=400)
        return self.respond(request)
