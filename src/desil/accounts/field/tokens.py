"""An app password for one phone: long, shown once, kept as a keyed digest, taken back at will.

The account's own password never goes to a phone's program: with a second factor it would not be
enough for the office, and without one it would be too much for a phone.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from desil.accounts.actions.recorded import recorded
from desil.accounts.models import FieldToken, User
from desil.accounts.permissions import Permission
from desil.accounts.residents.digests import digest
from desil.audit.journal import Journal
from desil.errors import Conflict, NotFound, Refused

RANDOM_BYTES = 16
DAYS = 180
MOST = 5  # phones of one officer
LONGEST_LABEL = 60
_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"  # without those that are taken for one another
_LENGTH = 20  # 30^20: 98 bits, so that a plain digest is enough


def _digest(user: User, token: str, secret: str) -> str:
    return digest(secret, "field token", f"{user.pk} {token}")


def _token_of(randomness: bytes) -> str:
    value, signs = int.from_bytes(randomness, "big"), []
    for _ in range(_LENGTH):
        value, place = divmod(value, len(_SIGNS))
        signs.append(_SIGNS[place])
    return "-".join("".join(signs[n : n + 5]) for n in range(0, _LENGTH, 5))


def tokens_of(user: User, at: datetime) -> QuerySet[FieldToken]:
    """The app passwords in force, the newest first."""
    return FieldToken.objects.filter(user=user, revoked_at=None, expires_at__gt=at).order_by("-pk")


def make_token(
    *, user: User, label: str, secret: str, randomness: bytes, at: datetime, journal: Journal
) -> str:
    """A new app password for the user's own phone, "2345a-...": kept nowhere, to be shown now.

    Refused for whoever visits no homes, Conflict when there are `MOST` already.
    """
    if len(randomness) < RANDOM_BYTES:
        raise ValueError(f"{len(randomness)} bytes are too few")
    if not user.may(Permission.CASE_VISIT):
        raise Refused("Sandi ponsel hanya untuk yang berkunjung.", hint="Minta peran pendamping.")
    token = _token_of(randomness)
    with recorded(journal, "FIELD_TOKEN_MAKE", "account", by=user.actor, at=at) as record:
        record.object_id = user.actor
        User.objects.select_for_update().get(pk=user.pk)  # one at a time, so that MOST holds
        if tokens_of(user, at).count() >= MOST:
            raise Conflict(
                "Sudah ada {most} sandi ponsel.", hint="Cabut yang tidak dipakai.", most=MOST
            )
        made = FieldToken.objects.create(
            user=user,
            label=" ".join(label.split())[:LONGEST_LABEL],
            digest=_digest(user, token, secret),
            made_at=at,
            expires_at=at + timedelta(days=DAYS),
        )
        record.payload["token"] = made.pk
    return token


def revoke_token(*, user: User, key: int, at: datetime, journal: Journal) -> None:
    """Take one of the user's own app passwords back; NotFound for none in force."""
    with recorded(journal, "FIELD_TOKEN_REVOKE", "account", by=user.actor, at=at) as record:
        record.object_id, record.payload["token"] = user.actor, key
        if not tokens_of(user, at).filter(pk=key).update(revoked_at=at):
            raise NotFound("Sandi ponsel itu tidak ada.", hint="Mungkin sudah dicabut.")


def user_of_token(username: str, token: str, *, secret: str, at: datetime) -> User | None:
    """Whoever an app password in force belongs to; None for a wrong one, and for an account that
    is locked. The first use of each day is kept."""
    user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    kept = user and tokens_of(user, at).filter(digest=_digest(user, token.strip(), secret)).first()
    if not user or not kept:
        return None
    stale = Q(used_at=None) | Q(used_at__lt=at - timedelta(days=1))
    FieldToken.objects.filter(stale, pk=kept.pk).update(used_at=at)
    return user
