"""Invitations: a random link that lets one person set a password once, before a moment."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator

from desil.accounts.actions.notices import tell_owner
from desil.accounts.actions.recorded import recorded
from desil.accounts.actions.users import end_sessions
from desil.accounts.models import Invitation, User
from desil.audit.journal import Journal
from desil.errors import NotFound, Refused, catalogued

VALID_FOR = timedelta(days=3)
_RANDOM_BYTES = 32


def _digest(token: str) -> str:
    """What is kept of a token: it is random, so that nothing is gained by a slow digest."""
    return hashlib.sha256(f"desil invitation {token}".encode()).hexdigest()


def token_of(invitation: Invitation) -> str:
    """What the link carries: known only to whoever has just made the invitation."""
    token: str = invitation.token  # type: ignore[attr-defined] # set by `invite`, never kept
    return token


def gives_codes(user: User) -> bool:
    """Whether the account has a second factor that gives codes: an app, or backup codes."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def invite(
    *,
    user: User,
    reason: str = "",
    needs_factor: bool = False,
    asked_by: str = "",
    by: str,
    at: datetime,
    journal: Journal,
    valid_for: timedelta = VALID_FOR,
) -> Invitation:
    """A new invitation; earlier ones of the same user are void. `needs_factor`: only together with
    a code of the account's own second factor; `asked_by` who asked, when another approved."""
    token = secrets.token_urlsafe(_RANDOM_BYTES)
    with recorded(journal, "USER_INVITE", "account", by=by, at=at) as record:
        Invitation.objects.filter(user=user, used_at=None).update(used_at=at)
        invitation = Invitation.objects.create(
            user=user,
            made_by=by,
            made_at=at,
            expires_at=at + valid_for,
            digest=_digest(token),
            reason=reason,
            needs_factor=needs_factor,
        )
        record.object_id = user.actor
        record.payload = {"invitation": invitation.pk}
        if user.has_usable_password():
            record.payload |= {"reason": reason, "asked_by": asked_by or by}
            tell_owner(user, "USER_INVITE", by=by, at=at, reason=reason)
    invitation.token = token  # type: ignore[attr-defined] # for `token_of`
    return invitation


def open_invitation(token: str, *, at: datetime, for_update: bool = False) -> Invitation:
    """The invitation of a link that may still be used; NotFound for any other link, without
    saying what is wrong with it."""
    found = Invitation.objects.select_related("user")
    if for_update:
        found = found.select_for_update(of=("self",))
    invitation = found.filter(
        digest=_digest(token), used_at=None, expires_at__gt=at, user__is_active=True
    ).first()
    if invitation is None:
        raise NotFound("Undangan ini tidak berlaku.")
    return invitation


def _require_factor(user: User, code: str) -> None:
    for found in Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN):
        if code and found.wrap().validate_code(code):
            return
    raise Refused(
        catalogued("Kode langkah kedua itu salah."),
        hint=catalogued("Isi kode dari aplikasi Anda, atau satu kode cadangan."),
    )


def accept_invitation(
    *, token: str, password: str, code: str = "", at: datetime, journal: Journal
) -> User:
    """Set the password of the invited user and use the invitation up. NotFound when it cannot be
    used, Refused without the code of the second factor that it needs; of two at the same time one
    succeeds."""
    user = open_invitation(token, at=at).user
    with recorded(journal, "INVITATION_ACCEPT", "account", by=user.actor, at=at) as record:
        invitation = open_invitation(token, at=at, for_update=True)
        if invitation.needs_factor:
            _require_factor(user, code)
        invitation.used_at = at
        invitation.save(update_fields=["used_at"])
        if user.has_usable_password():
            tell_owner(user, "INVITATION_ACCEPT", by=invitation.made_by, at=at)
        user.set_password(password)
        user.save(update_fields=["password"])
        record.object_id = user.actor
        record.payload = {"invitation": invitation.pk, "sessions_ended": end_sessions(user)}
    return user
