"""What the pages of work share: who asks, a number in the address, and how a fault is told."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from desil.accounts.session import journal_of_office, user_of
from desil.audit.event import Event, Outcome
from desil.audit.signed import SignedDiffers
from desil.engine.store import Store
from desil.errors import DesilError, Refused
from desil.jobs.jobs import Asker


def store_of_office() -> Store:
    """The home folder of this installation."""
    return Store(settings.DESIL_HOME)


def asker_of(request: HttpRequest) -> Asker:
    """Who is signed in, as an action wants to know them."""
    user = user_of(request)
    return Asker(user.actor, user.name)


def _record(event: Event) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        journal_of_office().append(cursor, event)


def _record_refusal(request: HttpRequest) -> None:
    match = request.resolver_match
    page = match.view_name if match else ""
    event = Event(
        timezone.now(),
        user_of(request).actor,
        "ACTION_REFUSE",
        "page",
        page,
        outcome=Outcome.REFUSED,
        payload=dict(match.kwargs) if match else {},
    )
    _record(event)


def record_fault(request: HttpRequest, fault: DesilError) -> None:
    """Record a fault that is a refusal, or that something is not what was signed."""
    if isinstance(fault, Refused):
        _record_refusal(request)
    if isinstance(fault, SignedDiffers):
        _record(fault.event(by=user_of(request).actor, at=timezone.now()))


def done(request: HttpRequest, action: Callable[..., object], said: str) -> bool:
    """Whether `action` (called with by, at and journal) went well; the next page says how, and the
    log keeps a refusal."""
    try:
        action(by=asker_of(request), at=timezone.now(), journal=journal_of_office())
    except DesilError as fault:
        record_fault(request, fault)
        messages.error(request, f"{fault.message} {fault.hint}".strip())
        return False
    messages.success(request, said)
    return True
