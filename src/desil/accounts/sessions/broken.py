"""The answer when a program error stops a request: what was sent is given back, where it can be."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error

from desil.accounts.sessions.form_draft import FIRST, draft_page, has_words

_log = logging.getLogger(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    """The page that holds what was typed and sends it again; the plain page of an error where
    nothing was typed, or where even that page cannot be made (the database is away)."""
    try:
        if has_words(request):
            match = request.resolver_match
            is_portal = match is not None and "portal" in match.namespaces
            answer = draft_page(
                request,
                says=_("Terjadi galat di server, jadi isian ini belum tersimpan."),
                first="",
                link="",
                base="portal/base.html" if is_portal else "ui/base.html",
            )
            del answer.headers[FIRST]
            answer.status_code = 500
            return answer
    except Exception:  # of whatever kind: the first error is in the log already
        _log.exception("the page that holds what was typed could not be made")
    return server_error(request)
