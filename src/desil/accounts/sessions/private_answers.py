"""Answers that no browser and no proxy may keep."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

Respond = Callable[[HttpRequest], HttpResponseBase]


def clear_browser(response: HttpResponseBase) -> None:
    """Let the browser forget what it kept of this site. Not its cookies: that would take those of
    every site under the city's domain; ours are deleted by themselves."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def no_store(respond: Respond) -> Respond:
    """Middleware: no answer is kept unless its page says for how long; the answer that ends a
    session clears the browser. Stands within the middleware that knows who asks."""

    def unkept(request: HttpRequest) -> HttpResponseBase:
        was_signed_in = _is_signed_in(request)
        response = respond(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        if was_signed_in and not _is_signed_in(request):
            clear_browser(response)
        return response

    return unkept
