"""Which language a page is in: Indonesian, unless the reader chose English.

Not taken from the browser: most browsers in Indonesian offices say English.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

Respond = Callable[[HttpRequest], HttpResponse]


def language_of(request: HttpRequest) -> str:
    """The language that the reader chose, the product's own when they chose none we have."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = {code for code, _ in settings.LANGUAGES}
    return chosen if chosen in known else settings.LANGUAGE_CODE


def chosen_language(respond: Respond) -> Respond:
    """Middleware: answer each request in the reader's language."""

    def in_chosen_language(request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            response = respond(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "id")
        patch_vary_headers(response, ("Cookie",))
        return response

    return in_chosen_language
