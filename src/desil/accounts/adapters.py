"""How django-allauth's sign-in is used here: no sign-up, everything recorded."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import unstash_login
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from desil.accounts.actions.users import end_sessions
from desil.accounts.models import User
from desil.accounts.session import NOBODY, actor_of, journal_of_office
from desil.audit.event import Event, Outcome


def record_sign_in(
    actor: str, verb: str, outcome: Outcome, payload: dict[str, object] | None = None
) -> None:
    """Record a sign-in, a sign-out, or a refusal of one."""
    event = Event(
        timezone.now(), actor, verb, "account", actor, outcome=outcome, payload=payload or {}
    )
    with transaction.atomic(), connection.cursor() as cursor:
        journal_of_office().append(cursor, event)


def _actor_named(username: str) -> str:
    found = User.objects.filter(username=username.lower()).values_list("pk", flat=True).first()
    return f"user:{found}" if found else NOBODY


def _end_others(user: User) -> int:
    """End the user's sessions but the one of this request; how many."""
    return end_sessions(user, but=context.request.session.session_key)


def _user_of_sign_in() -> str:
    """How the log names whoever gives a second factor, at the sign-in or after it."""
    request = context.request
    if (actor := actor_of(request)) != NOBODY:
        return actor
    login = unstash_login(request, peek=True)
    return str(login.user.actor) if login else NOBODY


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Local accounts, made by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and record it."""
        super().login(request, user)
        record_sign_in(user.actor, "SESSION_BEGIN", Outcome.DONE)

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and record it."""
        actor = actor_of(request)
        super().logout(request)
        if actor != NOBODY:
            record_sign_in(actor, "SESSION_END", Outcome.DONE)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What wrong passwords are counted by: the name, where a password is all that guards the
        account; else the name at an address, so that strangers cannot lock its owner out."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        user = User.objects.filter(username=username_tried(None, credentials)).first()
        if user is not None and not is_mfa_enabled(user):
            return key
        return f"{key} {self.get_client_ip(request)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password; a name that is nobody's is not kept."""
        actor = _actor_named(str(credentials.get("username", "")))
        record_sign_in(actor, "SESSION_BEGIN", Outcome.FAILED)

    def is_reauthentication_required(self, *, app: str, **_named: Any) -> bool:
        """Whether the password must be typed again: not when it just was, at the sign-in."""
        request = context.request
        now = timezone.now().timestamp()
        return not any(
            now - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
            for record in get_authentication_records(request, request.user)
        )

    def set_password(self, user: User, password: str) -> None:
        """Change a password, end the other sessions, and record it."""
        super().set_password(user, password)
        record_sign_in(
            user.actor, "PASSWORD_CHANGE", Outcome.DONE, {"sessions_ended": _end_others(user)}
        )

    def send_notification_mail(self, template_prefix: str, user: User, **_named: Any) -> None:
        """No mail is sent. A change of one's own second factors ends the other sessions, and is
        recorded."""
        room, _, change = template_prefix.rpartition("/")
        if room == "mfa/email":
            payload: dict[str, object] = {"change": change, "sessions_ended": _end_others(user)}
            record_sign_in(user.actor, "FACTOR_CHANGE", Outcome.DONE, payload)

    def add_message(self, *_arguments: Any, **_named: Any) -> None:
        """The pages say what happened themselves."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Second factors; their secrets are encrypted in the database."""

    def _cipher(self) -> Fernet:
        key = salted_hmac("desil.second-factor", "key", algorithm="sha256").digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        """The text as the database keeps it."""
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again."""
        return self._cipher().decrypt(encrypted_text.encode()).decode()

    def validation_error(self, code: str, *arguments: Any) -> ValidationError:
        """The error of a form; a wrong second factor is recorded."""
        if code == "incorrect_code":
            record_sign_in(_user_of_sign_in(), "FACTOR_TRY", Outcome.FAILED)
        error: ValidationError = super().validation_error(code, *arguments)
        return error

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as it may stand within a page: without an XML declaration."""
        drawn: str = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]

    def get_totp_issuer(self) -> str:
        """How the account is named in an authenticator app."""
        return "desil"


class OutsideAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Sign-in by OpenID Connect, for those who have an account here with the same address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up from outside either."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie an outside identity to the account with its verified address, or refuse it."""
        if sociallogin.is_existing:
            return
        verified = {a.email.lower() for a in sociallogin.email_addresses if a.verified}
        users = User.objects.filter(email__in=verified, is_active=True) if verified else None
        user = users.first() if users is not None else None
        if user is None:
            record_sign_in(NOBODY, "SESSION_BEGIN", Outcome.REFUSED, {"by": "oidc"})
            raise ImmediateHttpResponse(render(request, "accounts/no_account.html", status=403))
        sociallogin.connect(request, user)


def username_tried(request: HttpRequest | None, credentials: Any = None) -> str:
    """The name that someone tries to sign in with, as lock-outs are counted by."""
    tried = (credentials or {}).get("username") or (request.POST.get("login") if request else "")
    return str(tried or "").strip().lower()


def locked_out(request: HttpRequest, credentials: Any = None) -> HttpResponse:
    """The answer after too many wrong passwords."""
    actor = _actor_named(username_tried(request, credentials))
    record_sign_in(actor, "SESSION_BEGIN", Outcome.REFUSED, {"locked": True})
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes}
    return render(request, "accounts/locked.html", context, status=429)
