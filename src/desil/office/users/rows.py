"""Accounts as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desil.accounts.actions.requests import RequestKind
from desil.accounts.models import AccountRequest, Invitation, User
from desil.accounts.permissions import Permission
from desil.accounts.roles import roles
from desil.office.worklists.selection import village_name


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account; `is_own` is the reader's, which they cannot change themselves."""

    number: int
    username: str
    name: str
    roles: str
    territory: str
    is_active: bool
    is_own: bool
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class SignIn:
    """How an account signs in: its second factors in words, sessions under way, the moment until
    which an unused invitation holds (None without one), and whether it has a password."""

    factors: str
    sessions: int
    invited_until: datetime | None
    has_password: bool


def _factor_words() -> Mapping[str, str]:
    return {
        "totp": _("aplikasi kode"),
        "webauthn": _("kunci keamanan"),
        "recovery_codes": _("kode cadangan"),
    }


def roles_text(names: Iterable[str]) -> str:
    """What roles are called, with commas; a dash for none."""
    language = get_language() or "id"
    return ", ".join(roles()[n].label.in_language(language) for n in names if n in roles()) or "–"


def _row(user: User, reader: User, secured: frozenset[int]) -> AccountRow:
    return AccountRow(
        user.pk,
        user.username,
        user.name,
        roles_text(user.roles),
        ", ".join(map(village_name, user.villages)) or "–",
        user.is_active,
        user.pk == reader.pk,
        user.pk in secured,
    )


def account_rows(users: Iterable[User], reader: User) -> list[AccountRow]:
    """The rows of some accounts, with one query for their second factors."""
    secured = frozenset(Authenticator.objects.values_list("user_id", flat=True))
    return [_row(user, reader, secured) for user in users]


def sign_in_of(user: User, kinds: Iterable[str], at: datetime) -> SignIn:
    """How an account with these kinds of second factor signs in, at a moment."""
    words = _factor_words()
    waiting = Invitation.objects.filter(user=user, used_at=None, expires_at__gt=at)
    latest = waiting.order_by("-expires_at").first()
    return SignIn(
        ", ".join(words.get(kind, kind) for kind in kinds) or "–",
        UserSession.objects.filter(user=user).count(),
        latest.expires_at if latest else None,
        user.has_usable_password(),
    )


@dataclass(frozen=True, slots=True)
class RequestRow:
    """What waits for another administrator; `may_approve`: the reader is another."""

    number: int
    label: str
    who: str
    reason: str
    until: datetime
    may_approve: bool


def request_rows(requests: Iterable[AccountRequest], reader: User) -> list[RequestRow]:
    """The requests of an account, with the names of those who asked."""
    labels = {
        RequestKind.INVITATION.value: _("Undangan baru: kata sandi diganti"),
        RequestKind.FACTORS.value: _("Langkah kedua dilepas"),
    }
    names = {f"user:{u.pk}": u.name for u in User.objects.all()}
    return [
        RequestRow(
            r.pk,
            labels.get(r.kind, r.kind),
            names.get(r.asked_by, r.asked_by),
            r.reason,
            r.expires_at,
            reader.may(Permission.USER_WRITE) and reader.actor not in {r.asked_by, r.user.actor},
        )
        for r in requests
    ]
