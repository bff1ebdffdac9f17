"""Ends a session that was idle or has lasted too long."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from desil.accounts.adapters import record_sign_in
from desil.accounts.session import actor_of
from desil.accounts.sessions.policy import session_limits
from desil.audit.event import Outcome

_MARK = "desil_times"  # when the session began, and when it was used last; seconds
_PRECISION = 60  # seconds within which a session is not written again


def has_ended(request: HttpRequest, now: float) -> bool:
    """Whether the session was idle or has lasted too long; one that has not is used now."""
    limits = session_limits()
    begun, used = request.session.get(_MARK, (now, now))
    if now - used > limits.idle_minutes * 60 or now - begun > limits.longest_hours * 3600:
        return True
    if _MARK not in request.session or now - used > _PRECISION:
        request.session[_MARK] = (begun, now)
    return False


class BoundedSessions:
    """Middleware: signs out whoever was away too long, and records it."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; as to nobody, when the session has ended."""
        if request.user.is_authenticated and has_ended(request, timezone.now().timestamp()):
            record_sign_in(actor_of(request), "SESSION_END", Outcome.DONE, {"by": "limit"})
            request.ended_reader = request.user.pk  # type: ignore[attr-defined] # our own mark
            logout(request)
        return self.respond(request)
