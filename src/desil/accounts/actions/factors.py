"""Second factors that were lost: taken off an account by an administrator."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator

from desil.accounts.actions.notices import tell_owner
from desil.accounts.actions.recorded import recorded
from desil.accounts.actions.users import end_sessions, require_another
from desil.accounts.models import User
from desil.audit.journal import Journal
from desil.errors import Conflict


def factors_of(user: User) -> list[str]:
    """The kinds of second factor that an account has: totp, webauthn, recovery_codes."""
    found = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    return sorted(set(map(str, found)))


def reset_factors(*, user: User, reason: str, by: str, at: datetime, journal: Journal) -> None:
    """Take every second factor off an account and end its sessions; at the next sign-in a new one
    has to be set up before anything opens.

    Refused for one's own account (that is what the backup codes are for), Conflict when there is
    none.
    """
    require_another(user, by)
    with recorded(journal, "USER_FACTORS_RESET", "account", by=by, at=at) as record:
        kinds = factors_of(user)
        if not kinds:
            raise Conflict("Akun ini tidak punya langkah kedua.", hint="Tidak ada yang dilepas.")
        Authenticator.objects.filter(user=user).delete()
        tell_owner(user, "USER_FACTORS_RESET", by=by, at=at, reason=reason)
        record.object_id = user.actor
        record.payload = {"kinds": kinds, "reason": reason, "sessions_ended": end_sessions(user)}
