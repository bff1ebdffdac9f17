"""The frame of every action: one transaction, and its event as the last step."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from desil.audit.event import Event, Purpose
from desil.audit.journal import Journal


@dataclass(slots=True)
class Deed:
    """What an action says of itself; its body fills in what is known only at the end."""

    object_id: str
    payload: dict[str, object]
    subjects: tuple[str, ...] = ()
    purpose: Purpose = Purpose.NONE


@contextlib.contextmanager
def recorded(
    journal: Journal, verb: str, object_kind: str, *, by: str, at: datetime
) -> Iterator[Deed]:
    """One transaction that ends with its event; both happen or neither."""
    with transaction.atomic():
        deed = Deed("", {})
        yield deed
        event = Event(
            at,
            by,
            verb,
            object_kind,
            deed.object_id,
            deed.subjects,
            deed.purpose,
            payload=deed.payload,
        )
        with connection.cursor() as cursor:
            journal.append(cursor, event)
