"""What a request knows: who asks, the log, the handles."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from desil.accounts.handles import Handles
from desil.accounts.models import User
from desil.audit.journal import Journal, journal_in
from desil.errors import Refused

NOBODY = "-"


def user_of(request: HttpRequest) -> User:
    """Who is signed in; Refused when nobody is."""
    if isinstance(request.user, User):
        return request.user
    raise Refused("Belum masuk.", hint="Masuk dulu dengan akun Anda.")


def actor_of(request: HttpRequest) -> str:
    """How the log names whoever asks."""
    user = getattr(request, "user", None)
    return user.actor if isinstance(user, User) else NOBODY


def journal_of_office() -> Journal:
    """The log of this installation."""
    return journal_in(settings.DESIL_HOME, settings.AUDIT_SIGNING_KEY, settings.AUDIT_SECRET_KEY)


def handles_of_office() -> Handles:
    """The handles of this installation."""
    return Handles(settings.SECRET_KEY)
