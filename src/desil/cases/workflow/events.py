"""What may happen to a case: the events that its whole history is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desil.accounts.permissions import Permission
from desil.cases.kinds.words import Step


class Move(StrEnum):
    """What somebody does with a case."""

    ENTER = "enter"  # opens it
    DOCUMENT = "document"  # adds a document
    PROPOSE = "propose"  # says which facts should change
    NOTE = "note"
    LINK = "link"  # to a related case
    ADVANCE = "advance"  # the step is done
    RETURN = "return"  # back to be completed
    REFUSE = "refuse"
    OBJECT = "object"  # the applicant does not accept a refusal; somebody else decides
    WITHDRAW = "withdraw"
    MERGE = "merge"  # into another case about the same
    REOPEN = "reopen"
    UNDO = "undo"  # takes a refusal, withdrawal or signature back, before anything left the house
    HAND_OVER = "hand_over"  # to the kelurahan to which the family moved
    IGNORE = "ignore"  # a release came without the change: it goes on waiting
    CONTRADICT = "contradict"  # a release says something else: it ends
    RATE = "rate"  # the applicant says, once, how the case was handled
    REMIND = "remind"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One thing that happened. `step` is what the case waited for; `details` hold codes, dates,
    counts and numbers of cases, never a name or a number of a person."""

    move: Move
    at: datetime
    by: str
    step: Step | None = None
    reason: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Officer:
    """Who acts: how the log names them, what they are called, and what they may do.

    A resident at the portal is `is_applicant` and has no permission; the clock's own program is
    `is_clock`.
    """

    actor: str
    name: str = ""
    permissions: frozenset[Permission] = frozenset()
    is_applicant: bool = False
    is_clock: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether they may do one thing."""
        return permission in self.permissions
