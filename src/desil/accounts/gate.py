"""The gate before every page: nobody passes without a rule that lets them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from desil.accounts.actions.recorded import roles_details
from desil.accounts.models import User
from desil.accounts.rules import Openness, Rule, rule_of
from desil.accounts.session import actor_of, handles_of_office, journal_of_office
from desil.accounts.sessions.form_draft import after_sign_in, is_of_another
from desil.accounts.territory import NOWHERE, set_territory
from desil.audit.checkpoint import is_due, keep_file, last_checkpoint, make_checkpoint
from desil.audit.event import Event, Outcome
from desil.dictionary.calendar.office_day import office_day
from desil.errors import CheckFailed, NotFound

Respond = Callable[[HttpRequest], HttpResponseBase]


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether the sign-in was, or from now on will be, more than a password: a second factor in
    this session, one set up already, or a sign-in elsewhere that is trusted."""
    used = {record.get("method") for record in get_authentication_records(request, user)}
    return bool(used & {"mfa", "socialaccount"}) or is_mfa_enabled(user)


def _family_digest(request: HttpRequest) -> tuple[str, ...]:
    """The digest of the family that a page is about; none where it is about no family."""
    match = request.resolver_match
    if match is None:
        return ()
    rule = rule_of(match.func)
    if rule is not None and rule.family is not None:
        number = rule.family(match.kwargs)
        return (journal_of_office().family(number),) if number else ()
    try:
        handle = str(match.kwargs["handle"])
        return (journal_of_office().family(handles_of_office().number("kk", handle)),)
    except (KeyError, NotFound):
        return ()


def _record_refusal(request: HttpRequest, page: str) -> None:
    event = Event(
        timezone.now(),
        actor_of(request),
        "PAGE_REFUSE",
        "page",
        page,
        outcome=Outcome.REFUSED,
        subjects=_family_digest(request),
        payload={"method": request.method or ""} | roles_details(actor_of(request)),
    )
    with transaction.atomic(), connection.cursor() as cursor:
        journal_of_office().append(cursor, event)


def refused(request: HttpRequest, page: str) -> HttpResponse:
    """The answer to someone who is signed in and may not; recorded."""
    _record_refusal(request, page)
    return render(request, "accounts/refused.html", status=403)


def _is_open_to_all(rule: Rule) -> bool:
    return rule.openness is Openness.PUBLIC or bool(
        rule.permissions & frozenset(settings.PUBLIC_PERMISSIONS)
    )


def _forget_territory() -> None:
    try:
        with connection.cursor() as cursor:
            set_territory(cursor, NOWHERE, for_transaction=False)
    except DatabaseError:
        connection.close()  # the next request gets a connection that sees nobody


def sign_when_due(at: datetime) -> None:
    """Make a checkpoint of the log when this day has none yet."""
    journal = journal_of_office()
    with connection.cursor() as cursor:
        if not is_due(last_checkpoint(cursor), at):
            return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            made = make_checkpoint(cursor, journal, by="system:office", at=at)
    except CheckFailed:
        return  # `desil audit verify` and the auditor's page say what is wrong
    keep_file(journal.home, made)


class Gate:
    """Middleware: who may open this page is decided here, before its view runs, and row security
    shows it the families of its reader's territory and no others."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.signed_day = ""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; afterwards the connection sees nobody again."""
        try:
            return self.respond(request)
        finally:
            if getattr(request, "has_territory", False) and connection.connection is not None:
                _forget_territory()

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _arguments: Sequence[Any],
        _named: Mapping[str, Any],
    ) -> HttpResponseBase | None:
        """None to let the request through, else the answer."""
        rule = rule_of(view)
        match = request.resolver_match
        page = match.view_name if match else ""
        if rule is None:
            return refused(request, page)
        if _is_open_to_all(rule):
            return None
        user = request.user
        reads = not getattr(view, "csrf_exempt", False)  # such a view reads its body itself
        if not isinstance(user, User):
            if request.method == "POST" and (kept := after_sign_in(request, reads=reads)):
                return kept
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if request.method == "POST" and is_of_another(request, user.pk, reads=reads):
            return refused(request, page)  # typed by somebody else, before they were signed out
        if rule.openness is Openness.OWN:
            return None
        if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(request, user):
            return redirect("mfa_index")
        if not rule.allows(user.permissions):
            return refused(request, page)
        self._sign_the_log()
        self._show_territory(request, user)
        return None

    def _sign_the_log(self) -> None:
        """The first reader of a day has the log signed."""
        at = timezone.now()
        if self.signed_day != (today := office_day(at).isoformat()):
            self.signed_day = today
            sign_when_due(at)

    def _show_territory(self, request: HttpRequest, user: User) -> None:
        territory = user.territory
        if territory != NOWHERE:
            request.has_territory = True  # type: ignore[attr-defined] # our own mark
            with connection.cursor() as cursor:
                set_territory(cursor, territory, for_transaction=False)
