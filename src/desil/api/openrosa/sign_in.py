"""Signing in from a phone: HTTP Basic (RFC 7617) with the account's name and an app password."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import wraps

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from desil.accounts.adapters import record_sign_in
from desil.accounts.field.tokens import user_of_token
from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import public
from desil.accounts.session import NOBODY
from desil.accounts.territory import seen_by
from desil.api.openrosa.answers import message_response, refused
from desil.audit.event import Outcome
from desil.errors import DesilError

Page = Callable[..., HttpResponse]
_REALM = 'Basic realm="desil", charset="UTF-8"'


def _credentials(request: HttpRequest) -> tuple[str, str] | None:
    kind, _, sealed = request.headers.get("Authorization", "").partition(" ")
    try:
        text = base64.b64decode(sealed, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    name, separator, password = text.partition(":")
    known = kind.lower() == "basic" and separator and len(name) <= 40 and "\x00" not in text
    return (name, password) if known else None


def _actor_named(username: str) -> str:
    found = User.objects.filter(username=username.lower()).values_list("pk", flat=True).first()
    return f"user:{found}" if found else NOBODY


def _ask(request: HttpRequest) -> HttpResponse:
    answer = message_response(
        request, timezone.now(), "Masuk dengan nama dan sandi ponsel.", status=401
    )
    answer["WWW-Authenticate"] = _REALM
    return answer


def _locked(request: HttpRequest, username: str) -> HttpResponse:
    record_sign_in(_actor_named(username), "FIELD_SIGN_IN", Outcome.REFUSED, {"locked": True})
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    message = f"Terlalu banyak sandi salah. Tunggu {minutes} menit."
    return message_response(request, timezone.now(), message, status=429)


def _signed_in(request: HttpRequest) -> User | HttpResponse:
    """Whoever the app password belongs to, else the answer. Wrong ones are counted by axes, apart
    from those of the office's own sign-in."""
    given = _credentials(request)
    if given is None:
        return _ask(request)
    username, password = given
    counted = {"username": f"ponsel:{username.strip().lower()}"}
    if not AxesProxyHandler.is_allowed(request, counted):
        return _locked(request, username)
    at = timezone.now()
    user = user_of_token(username, password, secret=settings.SECRET_KEY, at=at)
    if user is None:
        user_login_failed.send(sender=__name__, credentials=counted, request=request)
        request.axes_locked_out = False  # type: ignore[attr-defined] # the answer is ours
        record_sign_in(_actor_named(username), "FIELD_SIGN_IN", Outcome.FAILED)
        return _ask(request)
    if not user.may(Permission.CASE_VISIT):
        record_sign_in(user.actor, "FIELD_SIGN_IN", Outcome.REFUSED)
        return message_response(request, at, "Kunjungan bukan wewenang Anda.", status=403)
    return user


def for_the_visitor(page: Page) -> Callable[..., HttpResponseBase]:
    """The page for an officer who visits homes, signed in by app password, within their
    territory. The gate lets it through: its sign-in is here, for each request."""

    @csrf_exempt  # no cookie opens it
    @public
    @wraps(page)
    def guarded(request: HttpRequest, *arguments: str, **named: str) -> HttpResponse:
        user = _signed_in(request)
        if isinstance(user, HttpResponse):
            return user
        with connection.cursor() as cursor, seen_by(cursor, user.territory):
            try:
                return page(request, user, *arguments, **named)
            except DesilError as fault:
                return refused(request, timezone.now(), fault)

    return guarded
