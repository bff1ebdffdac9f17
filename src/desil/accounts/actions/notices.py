"""What somebody else did to an account, told to its owner at the next sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desil.accounts.models import AccountNotice, User

SHOWN_FOR = timedelta(days=30)  # after the owner saw it first
DEEDS: dict[str, str | Promise] = {
    "USER_INVITE": _("membuat undangan baru untuk akun Anda"),
    "INVITATION_ACCEPT": _("memakai undangan: kata sandi akun Anda diganti"),
    "USER_FACTORS_RESET": _("melepas langkah kedua akun Anda"),
    "USER_PASSWORD_SET": _("mengganti kata sandi akun Anda"),
    "USER_REQUEST": _("meminta perubahan cara masuk akun Anda"),
    "USER_LOCK": _("mengunci akun Anda"),
    "USER_UNLOCK": _("membuka lagi akun Anda"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, when, by whom and why."""

    at: datetime
    who: str
    did: str | Promise
    reason: str


def tell_owner(user: User, deed: str, *, by: str, at: datetime, reason: str = "") -> None:
    """Keep what the owner of an account is to be told; within the transaction of the deed."""
    AccountNotice.objects.create(user=user, deed=deed, by=by, at=at, reason=reason[:200])


def _name_of(actor: str) -> str:
    number = actor.removeprefix("user:")
    found = User.objects.filter(pk=int(number)).first() if number.isdigit() else None
    return found.name if found else actor


def notices_for(user: User, at: datetime) -> Sequence[Notice]:
    """What the owner is told, newest first: until a month after they saw it first."""
    found = user.notices.filter(Q(shown_at=None) | Q(shown_at__gt=at - SHOWN_FOR)).order_by("-at")
    told = [Notice(n.at, _name_of(n.by), DEEDS.get(n.deed, n.deed), n.reason) for n in found]
    user.notices.filter(shown_at=None).update(shown_at=at)
    return told
