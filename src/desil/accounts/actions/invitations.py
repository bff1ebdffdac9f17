"""Invitations: a signed link that lets one person set a password once, before a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer

from desil.accounts.actions.recorded import recorded
from desil.accounts.actions.users import end_sessions
from desil.accounts.models import Invitation, User
from desil.audit.journal import Journal
from desil.errors import NotFound

VALID_FOR = timedelta(days=3)
_SIGNER = "desil.accounts.invitation"


def token_of(invitation: Invitation) -> str:
    """What the link carries: the invitation's number, signed."""
    return Signer(salt=_SIGNER).sign(str(invitation.pk))


def invite(
    *, user: User, by: str, at: datetime, journal: Journal, valid_for: timedelta = VALID_FOR
) -> Invitation:
    """A new invitation; earlier ones of the same user are void."""
    with recorded(journal, "USER_INVITE", "account", by=by, at=at) as deed:
        Invitation.objects.filter(user=user, used_at=None).update(used_at=at)
        invitation = Invitation.objects.create(
            user=user, made_by=by, made_at=at, expires_at=at + valid_for
        )
        deed.object_id = user.actor
        deed.payload = {"invitation": invitation.pk}
    return invitation


def open_invitation(token: str, *, at: datetime, for_update: bool = False) -> Invitation:
    """The invitation of a link that may still be used; NotFound for any other link, without
    saying what is wrong with it."""
    try:
        number = int(Signer(salt=_SIGNER).unsign(token))
    except (BadSignature, ValueError):
        raise NotFound("Undangan ini tidak berlaku.") from None
    found = Invitation.objects.select_related("user")
    if for_update:
        found = found.select_for_update(of=("self",))
    invitation = found.filter(
        pk=number, used_at=None, expires_at__gt=at, user__is_active=True
    ).first()
    if invitation is None:
        raise NotFound("Undangan ini tidak berlaku.")
    return invitation


def accept_invitation(*, token: str, password: str, at: datetime, journal: Journal) -> User:
    """Set the password of the invited user and use the invitation up. NotFound when it cannot be
    used; of two at the same time one succeeds."""
    user = open_invitation(token, at=at).user
    with recorded(journal, "INVITATION_ACCEPT", "account", by=user.actor, at=at) as deed:
        invitation = open_invitation(token, at=at, for_update=True)
        invitation.used_at = at
        invitation.save(update_fields=["used_at"])
        user.set_password(password)
        user.save(update_fields=["password"])
        deed.object_id = user.actor
        deed.payload = {"invitation": invitation.pk, "sessions_ended": end_sessions(user)}
    return user
