"""Events of the log, ready to print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from desil.accounts.models import User
from desil.audit.models import AuditEvent
from desil.office.audit_words import outcome_label, purpose_label


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as the page shows it; `details` are the payload's entries."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    object_kind: str
    object_id: str
    purpose: str
    outcome: str
    is_erased: bool
    details: tuple[tuple[str, str], ...]


def actor_names(actors: Iterable[str]) -> dict[str, str]:
    """The user names behind "user:7"; programs and nobody stand for themselves."""
    numbers = {a: int(a.removeprefix("user:")) for a in set(actors) if a.startswith("user:")}
    known = dict(User.objects.filter(pk__in=numbers.values()).values_list("pk", "username"))
    return {actor: known.get(number, actor) for actor, number in numbers.items()}


def _details(payload: str | None) -> tuple[tuple[str, str], ...]:
    try:
        facts = json.loads(payload or "{}")
    except ValueError:
        return ()
    if not isinstance(facts, dict):
        return ()
    return tuple((str(k), v if isinstance(v, str) else json.dumps(v)) for k, v in facts.items())


def event_rows(events: Iterable[AuditEvent]) -> Iterator[EventRow]:
    """The events in their order."""
    listed = list(events)
    names = actor_names(e.actor for e in listed)
    for event in listed:
        yield EventRow(
            event.sequence,
            event.at,
            names.get(event.actor, event.actor),
            event.verb,
            event.object_kind,
            event.object_id or "",
            purpose_label(event.purpose),
            outcome_label(event.outcome),
            event.salt is None,
            _details(event.payload),
        )
