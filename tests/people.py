"""Made-up users of the office, signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from desil.accounts.actions.users import add_user
from desil.accounts.models import User
from desil.accounts.roles import Reach, reach_of
from desil.accounts.session import journal_of_office
from desil.ui.posting.confirmation import CONFIRMED

NOW = datetime(2026, 2, 1, 8, tzinfo=UTC)
VILLAGE = "3275010009"
YES = {CONFIRMED: "ya"}
"""What is sent from a page that asks first."""


def user_with(
    *roles: str,
    villages: Sequence[str] | None = None,
    username: str = "",
    password: str | None = None,
) -> User:
    """A user with these roles; the first kelurahan where a role needs one."""
    needs_village = reach_of(roles) is Reach.TERRITORY
    chosen = villages if villages is not None else [VILLAGE] if needs_village else []
    return add_user(
        username=username or f"{'-'.join(roles).replace('_', '-') or 'tanpa-peran'}-{_count()}",
        name="ORANG KANTOR",
        roles=roles,
        villages=chosen,
        password=password,
        by="system:test",
        at=NOW,
        journal=journal_of_office(),
    )


def _count() -> int:
    return User.objects.count() + 1


def session_of(user: User, *, second_factor: bool = True) -> str:
    """The key of a new session of a user, who also gave a second factor."""
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[1])
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    if second_factor:
        request = HttpRequest()
        request.session = SessionStore(key)
        record_authentication(request, user, method="mfa", type="totp")
        request.session.save()
    return str(key)


def client_of(user: User, *, second_factor: bool = True, csrf: bool = False) -> Client:
    """A browser in which a user has signed in; `csrf` where its forms need their token."""
    client = Client(enforce_csrf_checks=csrf, headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user, second_factor=second_factor)
    return client


def signed_in(*roles: str, villages: Sequence[str] | None = None) -> Client:
    """A browser in which a new user with these roles has signed in."""
    return client_of(user_with(*roles, villages=villages))
