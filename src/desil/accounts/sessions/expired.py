"""Sessions whose time is over, removed by the worker."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session


def clear_expired_sessions(at: datetime) -> int:
    """Remove sessions that ended before `at`, and what the session list has of them; how many."""
    ended = Session.objects.filter(expire_date__lt=at).delete()[0]
    alive = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
    return ended
