"""Who looked at a family, when and what for: the office of the reader, never the name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desil.accounts.models import User
from desil.accounts.purpose import ASKED
from desil.accounts.roles import roles
from desil.audit.event import Outcome, Purpose
from desil.audit.listing import reads_of
from desil.audit.look_verbs import ASKED_ONLY
from desil.audit.models import AuditEvent


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the data: when, by whom, and what for; `is_refused`: an attempt that saw
    nothing."""

    at: datetime
    who: str
    why: str
    is_refused: bool = False


def _roles_then(event: AuditEvent, user: User | None) -> Sequence[str]:
    """The roles of whoever looked, as the event keeps them; today's for events of earlier
    versions."""
    told = json.loads(event.payload or "{}")
    kept = told.get("roles") if isinstance(told, dict) else None
    return kept if isinstance(kept, list) else (user.roles if user else ())


def _who(event: AuditEvent, users: dict[int, User]) -> str:
    actor = event.actor
    if not actor.startswith("user:"):
        return _("Warga sendiri") if actor == "resident" else _("Program kantor")
    user = users.get(int(actor.removeprefix("user:")))
    known, language = roles(), get_language() or "id"
    held = [role for role in _roles_then(event, user) if role in known]
    names = [known[role].label.in_language(language) for role in held]
    return ", ".join(names) or _("Petugas")


def looks_at(person: str, family: str, *, most: int) -> Sequence[Look]:
    """The newest looks, at most `most`; `person` and `family` are their digests in the log."""
    events = list(reads_of(person, family=family).exclude(verb__in=ASKED_ONLY)[:most])
    numbers = {int(e.actor[5:]) for e in events if e.actor.startswith("user:")}
    users = {u.pk: u for u in User.objects.filter(pk__in=numbers)}
    return [
        Look(
            e.at,
            _who(e, users),
            str(ASKED.get(Purpose(e.purpose), "")),
            e.outcome == Outcome.REFUSED,
        )
        for e in events
    ]
