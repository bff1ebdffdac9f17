"""Adding users, locking them, ending their sessions. Their roles and kelurahan: `rights.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from allauth.usersessions.models import UserSession

from desil.accounts.actions.notices import tell_owner
from desil.accounts.actions.recorded import recorded
from desil.accounts.models import USERNAME, User
from desil.accounts.roles import require_compatible
from desil.accounts.territory import require_villages
from desil.audit.journal import Journal
from desil.errors import Conflict, NotFound, Refused, UsageFault


def user_named(username: str) -> User:
    """The user of that name; NotFound when there is none."""
    try:
        return User.objects.get(username=username.lower())
    except User.DoesNotExist:
        raise NotFound(
            "Tidak ada pengguna '{username}'.",
            hint="Lihat daftarnya: desil users list",
            username=username,
        ) from None


def _require_free(username: str, email: str) -> None:
    if not re.match(USERNAME, username):
        raise UsageFault(
            "'{username}' tidak dapat menjadi nama pengguna.",
            hint="3-40 huruf kecil, angka, titik, - atau _; diawali huruf.",
            username=username,
        )
    if User.objects.filter(username=username).exists():
        raise Conflict(
            "Nama pengguna '{username}' sudah dipakai.", hint="Pilih nama lain.", username=username
        )
    if email and User.objects.filter(email__iexact=email).exists():
        raise Conflict("Surel itu sudah dipakai akun lain.", hint="Satu surel, satu akun.")


def require_another(user: User, by: str) -> None:
    """Refused when somebody would change the rights of their own account."""
    if user.actor == by:
        raise Refused(
            "Hak akun sendiri tidak dapat diubah sendiri.", hint="Minta administrator lain."
        )


def add_user(
    *,
    username: str,
    name: str,
    roles: Sequence[str],
    villages: Sequence[str] = (),
    email: str = "",
    password: str | None = None,
    by: str,
    at: datetime,
    journal: Journal,
) -> User:
    """A new account; without a password it opens by an invitation only.

    UsageFault for a name, role or kelurahan that cannot be; Conflict for a name that is taken and
    for roles that exclude each other.
    """
    require_compatible(roles)
    chosen = require_villages(villages)
    _require_free(username, email)
    with recorded(journal, "USER_ADD", "account", by=by, at=at) as record:
        user = User(
            username=username,
            name=name,
            email=email.lower(),
            roles=list(roles),
            villages=chosen,
            made_at=at,
        )
        user.set_password(password)
        user.save()
        record.object_id = user.actor
        record.payload = {"roles": list(roles), "villages": chosen}
    return user


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End the user's sessions, except the one with the key `but`; returns how many."""
    ended = 0
    for session in UserSession.objects.filter(user=user):
        if session.session_key != but:
            session.end()
            ended += 1
    return ended


def end_all_sessions(*, user: User, by: str, at: datetime, journal: Journal) -> int:
    """Sign a user out everywhere; returns how many sessions that were."""
    with recorded(journal, "USER_SESSIONS_END", "account", by=by, at=at) as record:
        ended = end_sessions(user)
        record.object_id = user.actor
        record.payload = {"sessions_ended": ended}
    return ended


def lock_user(*, user: User, by: str, at: datetime, journal: Journal) -> None:
    """Shut an account and end its sessions. Refused for one's own."""
    require_another(user, by)
    with recorded(journal, "USER_LOCK", "account", by=by, at=at) as record:
        user.is_active = False
        user.save(update_fields=["is_active"])
        tell_owner(user, "USER_LOCK", by=by, at=at)
        record.object_id = user.actor
        record.payload = {"sessions_ended": end_sessions(user)}


def unlock_user(*, user: User, by: str, at: datetime, journal: Journal) -> None:
    """Open a locked account again. Refused for one's own."""
    require_another(user, by)
    with recorded(journal, "USER_UNLOCK", "account", by=by, at=at) as record:
        user.is_active = True
        user.save(update_fields=["is_active"])
        tell_owner(user, "USER_UNLOCK", by=by, at=at)
        record.object_id = user.actor


def set_password(*, user: User, password: str, by: str, at: datetime, journal: Journal) -> None:
    """Give an account a password and end its sessions."""
    with recorded(journal, "USER_PASSWORD_SET", "account", by=by, at=at) as record:
        tell_owner(user, "USER_PASSWORD_SET", by=by, at=at)
        user.set_password(password)
        user.save(update_fields=["password"])
        record.object_id = user.actor
        record.payload = {"sessions_ended": end_sessions(user)}
