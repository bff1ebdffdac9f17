"""What two administrators do together to an officer's account: one asks, another approves.

Either of the two alone could become that officer: with a new password, or without the second
factor.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from desil.accounts.actions.factors import reset_factors
from desil.accounts.actions.invitations import invite
from desil.accounts.actions.notices import tell_owner
from desil.accounts.actions.recorded import recorded
from desil.accounts.actions.users import require_another
from desil.accounts.models import AccountRequest, Invitation, User
from desil.audit.journal import Journal
from desil.errors import NotFound, Refused, UsageFault

VALID_FOR = timedelta(days=3)
_SHORTEST_REASON = 5


class RequestKind(StrEnum):
    """What is asked for."""

    INVITATION = "invitation"
    FACTORS = "factors"


def require_reason(reason: str) -> str:
    """The reason, without spaces around it; UsageFault for one that says nothing."""
    told = reason.strip()[:200]
    if len(told) < _SHORTEST_REASON:
        raise UsageFault("Alasannya belum ditulis.", hint="Tulis mengapa; tercatat di log audit.")
    return told


def ask_request(
    *, user: User, kind: RequestKind, reason: str, by: str, at: datetime, journal: Journal
) -> AccountRequest:
    """Ask for it; an earlier request of the kind is void. Refused for one's own account."""
    require_another(user, by)
    told = require_reason(reason)
    with recorded(journal, "USER_REQUEST", "account", by=by, at=at) as record:
        AccountRequest.objects.filter(user=user, kind=kind, approved_at=None).delete()
        asked = AccountRequest.objects.create(
            user=user, kind=kind, reason=told, asked_by=by, asked_at=at, expires_at=at + VALID_FOR
        )
        tell_owner(user, "USER_REQUEST", by=by, at=at, reason=told)
        record.object_id = user.actor
        record.payload = {"kind": kind.value, "reason": told}
    return asked


def requests_for(user: User, at: datetime) -> QuerySet[AccountRequest]:
    """What waits for another administrator, oldest first."""
    return user.requests.filter(approved_at=None, expires_at__gt=at).order_by("asked_at")


def accounts_to_approve(reader: User, at: datetime) -> QuerySet[User]:
    """The accounts about which this administrator may approve what another asked for."""
    waiting = AccountRequest.objects.filter(approved_at=None, expires_at__gt=at)
    others = waiting.exclude(asked_by=reader.actor).exclude(user=reader)
    return User.objects.filter(pk__in=others.values("user")).order_by("username")


def approve_request(
    *, user: User, number: int, by: str, at: datetime, journal: Journal
) -> Invitation | None:
    """Do what was asked for; the invitation when it was one. Refused to whoever asked and to the
    account's owner, NotFound for what does not wait any more."""
    require_another(user, by)
    asked = requests_for(user, at).select_for_update().filter(pk=number)
    with recorded(journal, "USER_REQUEST_APPROVE", "account", by=by, at=at) as record:
        found: AccountRequest | None = asked.first()
        if found is None:
            raise NotFound("Permintaan itu tidak menunggu lagi.", hint="Minta sekali lagi.")
        if found.asked_by == by:
            raise Refused("Permintaan sendiri tidak dapat disetujui sendiri.",
                          hint="Minta administrator lain menyetujuinya.")  # fmt: skip
        found.approved_by, found.approved_at = by, at
        found.save(update_fields=["approved_by", "approved_at"])
        record.object_id = user.actor
        record.payload = {"kind": found.kind, "reason": found.reason, "asked_by": found.asked_by}
        why, asker = found.reason, found.asked_by
        if found.kind == RequestKind.FACTORS:
            reset_factors(user=user, reason=why, by=by, at=at, journal=journal)
            return None
        return invite(user=user, reason=why, asked_by=asker, by=by, at=at, journal=journal)
