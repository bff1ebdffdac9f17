"""What a kelurahan still knows of a case that it handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.event import Purpose
from desil.audit.journal import Journal
from desil.cases.actions.moving import case_key
from desil.cases.models import Case, CaseEvent
from desil.cases.territory_scope import seeing_city
from desil.cases.workflow.events import Move, Officer


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A case that went to another kelurahan (`village_code`), and what happened to it here."""

    number: str
    village_code: str
    at: datetime
    by_name: str
    history: Sequence[CaseEvent]


def handed_over_case(
    number: str, *, by: Officer, at: datetime, journal: Journal
) -> HandedOver | None:
    """The case of a number that the reader's kelurahan handed over, its opening recorded; None for
    any other. Notes and papers went along."""
    key = case_key(number)
    if not by.may(Permission.CASE_READ) or Case.objects.filter(pk=key).exists():
        return None
    history = list(CaseEvent.objects.filter(case_id=key).order_by("place"))
    gone = [event for event in history if event.move == Move.HAND_OVER.value]
    if not gone:
        return None
    with recorded(journal, "CASE_READ", "case", by=by.actor, at=at) as record:
        record.object_id, record.purpose = number, Purpose.CASE
        record.payload.update(handed_over=True)
        with seeing_city():
            family = Case.objects.filter(pk=key).values_list("family_number", flat=True).first()
        if family:
            record.subjects = (journal.family(family),)
    last = gone[-1]
    village = str(last.details.get("to_village", ""))
    return HandedOver(number, village, last.at, last.by_name, history)
