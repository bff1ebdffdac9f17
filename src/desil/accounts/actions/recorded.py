"""The frame of every action: one transaction, and its event as the last step."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import connection, transaction

from desil.audit.event import Event, Outcome, Purpose
from desil.audit.journal import Journal
from desil.audit.look_verbs import READS


@dataclass(slots=True)
class ActionRecord:
    """What an action says of itself; its body fills in what is known only at the end."""

    object_id: str
    payload: dict[str, object]
    subjects: tuple[str, ...] = ()
    purpose: Purpose = Purpose.NONE
    outcome: Outcome = Outcome.DONE


def roles_details(actor: str) -> dict[str, object]:
    """The roles that a user holds now, and the kelurahan where some are given, as an event about a
    look keeps them: what a resident or an auditor reads later is the role of that day."""
    number = actor.removeprefix("user:")
    if number == actor or not number.isdigit():
        return {}
    # By name: commands load this before a register is open.
    users = apps.get_model("accounts", "User")
    found = users.objects.filter(pk=int(number)).values_list("roles", "villages").first()
    if found is None:
        return {"roles": []}
    roles, villages = found
    told: dict[str, object] = {"roles": list(roles)}
    return told | {"villages": list(villages)} if villages else told


@contextlib.contextmanager
def recorded(
    journal: Journal, verb: str, object_kind: str, *, by: str, at: datetime
) -> Iterator[ActionRecord]:
    """One transaction that ends with its event; both happen or neither."""
    with transaction.atomic():
        record = ActionRecord("", {})
        yield record
        if verb in READS:
            record.payload |= roles_details(by)
        event = Event(
            at,
            by,
            verb,
            object_kind,
            record.object_id,
            record.subjects,
            record.purpose,
            record.outcome,
            payload=record.payload,
        )
        with connection.cursor() as cursor:
            journal.append(cursor, event)
