"""Cases of a made-up city: one that waits for the signature and one that waits to be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desil.accounts.models import User
from desil.audit.journal import Journal
from desil.cases.actions.people import officer_of
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.kinds.words import Step
from desil.cases.workflow.events import Officer

_KIND = "identity_element"
_STEPS = {Step.COMPLETE: "operator", Step.FINALISE: "lurah", Step.VERIFY: "verifier"}
_PAPER = (900, 560)  # pixels
_PAPER_COLOUR, _INK = (233, 240, 228), (40, 40, 40)
_CASES = 2


@dataclass(frozen=True, slots=True)
class _Office:
    """Who works on the cases, by role, and when; where papers are kept."""

    people: Mapping[str, Officer]
    folder: EvidenceFolder
    at: datetime
    journal: Journal

    def as_(self, role: str) -> _Deed:
        return {"by": self.people[role], "at": self.at, "journal": self.journal}


_Deed = dict[str, object]


def _people(names: Mapping[str, str]) -> dict[str, Officer]:
    users = User.objects.filter(username__in=names.values())
    found = {user.username: officer_of(user) for user in users}
    return {role: found[name] for role, name in names.items()}
