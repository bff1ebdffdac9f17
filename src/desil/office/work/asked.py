"""What the pages of work share: who asks, a number in the address, and how a fault is told."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from desil.accounts.session import journal_of_office, user_of
from desil.engine.store import Store
from desil.errors import DesilError
from desil.registry.work.jobs import Asker


def store_of_office() -> Store:
    """The home folder of this installation."""
    return Store(settings.DESIL_HOME)


def asker_of(request: HttpRequest) -> Asker:
    """Who is signed in, as an action wants to know them."""
    user = user_of(request)
    return Asker(user.actor, user.name)


def done(request: HttpRequest, action: Callable[..., object], said: str) -> bool:
    """Whether `action` (called with by, at and journal) went well; the next page says how."""
    try:
        action(by=asker_of(request), at=timezone.now(), journal=journal_of_office())
    except DesilError as fault:
        messages.error(request, f"{fault.message} {fault.hint}".strip())
        return False
    messages.success(request, said)
    return True
