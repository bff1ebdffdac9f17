"""People of an office for tests of cases: who they are, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping

from desil.accounts.permissions import Permission
from desil.accounts.roles import permissions_of
from desil.cases.kinds.words import Step
from desil.cases.workflow.events import Officer

CLOCK = Officer("system:clock", "jam", is_clock=True)
RESIDENT = Officer("resident", "warga", is_applicant=True)
# One person whose role changes from day to day may do anything, and must still be kept apart.
EVERYTHING = frozenset(Permission)


def officer(role: str, number: int = 1) -> Officer:
    """Person `number` in a role."""
    return Officer(f"user:{role}{number}", f"{role} {number}", permissions_of([role]))


def turncoat(number: int) -> Officer:
    """A person who holds every permission, against all rules of roles."""
    return Officer(f"user:turncoat{number}", f"serba bisa {number}", EVERYTHING)


ROLES = ("operator", "pendamping", "lurah", "verifier", "head", "data_officer")
TURNCOATS = (turncoat(1), turncoat(2), turncoat(3))
STAFF = (
    *(officer(role, number) for role in ROLES for number in (1, 2, 3)),
    *TURNCOATS,
    RESIDENT,
    CLOCK,
)
ROLE_OF: Mapping[Step, str] = {
    Step.COMPLETE: "operator",
    Step.DELIBERATE: "operator",
    Step.VISIT: "pendamping",
    Step.FINALISE: "lurah",
    Step.VERIFY: "verifier",
    Step.SIGN: "head",
    Step.SEND: "data_officer",
    Step.EFFECTIVE: "data_officer",
    Step.ANSWER: "verifier",
}
