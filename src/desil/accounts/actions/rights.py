"""What a user may do and where: roles and kelurahan, given by somebody else, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desil.accounts.actions.recorded import recorded
from desil.accounts.actions.users import require_another
from desil.accounts.models import User
from desil.accounts.roles import Reach, reach_of, require_compatible
from desil.accounts.territory import require_villages
from desil.audit.journal import Journal
from desil.errors import Conflict


def _require_bounded(roles: Sequence[str], villages: Sequence[str]) -> None:
    if villages and reach_of(roles) is not Reach.TERRITORY:
        raise Conflict(
            "Peran {roles} tidak dibatasi menurut kelurahan.",
            hint="Wilayah diberikan kepada operator, lurah, dan pendamping.",
            roles=", ".join(roles) or "-",
        )


def give_roles(
    *,
    user: User,
    roles: Sequence[str],
    reason: str = "",
    by: str,
    at: datetime,
    journal: Journal,
) -> None:
    """Exactly these roles from now on. Conflict when they exclude each other, Refused for one's
    own account."""
    require_another(user, by)
    require_compatible(roles)
    with recorded(journal, "USER_ROLES_SET", "account", by=by, at=at) as record:
        record.object_id = user.actor
        record.payload = {"before": user.roles, "after": list(roles), "reason": reason}
        user.roles = list(roles)
        user.save(update_fields=["roles"])


def give_territory(
    *,
    user: User,
    villages: Sequence[str],
    reason: str = "",
    by: str,
    at: datetime,
    journal: Journal,
) -> None:
    """Exactly these kelurahan from now on. UsageFault for an unknown code, Conflict for a user
    whose roles have no use for it, Refused for one's own account."""
    require_another(user, by)
    chosen = require_villages(villages)
    _require_bounded(user.roles, chosen)
    with recorded(journal, "USER_TERRITORY_SET", "account", by=by, at=at) as record:
        record.object_id = user.actor
        record.payload = {"before": user.villages, "after": chosen, "reason": reason}
        user.villages = chosen
        user.save(update_fields=["villages"])


def change_rights(
    *,
    user: User,
    roles: Sequence[str],
    villages: Sequence[str],
    reason: str,
    by: str,
    at: datetime,
    journal: Journal,
) -> None:
    """Exactly these roles and kelurahan from now on, in one step.

    Conflict when the roles exclude each other or have no use for the kelurahan, UsageFault for an
    unknown role or code, Refused for one's own account.
    """
    require_another(user, by)
    require_compatible(roles)
    chosen = require_villages(villages)
    _require_bounded(roles, chosen)
    with recorded(journal, "USER_RIGHTS_SET", "account", by=by, at=at) as record:
        record.object_id = user.actor
        record.payload = {
            "before": {"roles": user.roles, "villages": user.villages},
            "after": {"roles": list(roles), "villages": chosen},
            "reason": reason,
        }
        user.roles, user.villages = list(roles), chosen
        user.save(update_fields=["roles", "villages"])
