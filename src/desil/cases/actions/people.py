"""Who acts on a case."""

from __future__ import annotations

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.cases.workflow.events import Officer

RESIDENT = Officer("resident", "warga", is_applicant=True)
"""Somebody at the portal who has proven to be the applicant."""
CLOCK = Officer("system:clock", "jam pengaduan", is_clock=True)
"""The program that reminds and escalates."""


def officer_of(user: User) -> Officer:
    """A signed-in user as somebody who acts on cases."""
    return Officer(user.actor, user.name, user.permissions)


def sender(actor: str) -> Officer:
    """Whoever sends at the command line what was signed: the log names the account."""
    return Officer(actor, actor, frozenset({Permission.CASE_SEND, Permission.CASE_READ}))
