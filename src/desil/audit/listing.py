"""Reading the log: filters and pages for the auditor, and who looked at a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from desil.audit.event import EVERYBODY, Outcome
from desil.audit.look_verbs import READS
from desil.audit.models import AuditEvent

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events; an empty value means any. `subject` is a keyed digest."""

    actor: str = ""
    verb: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None
    subject: str = ""


def _chosen(wanted: Filter) -> QuerySet[AuditEvent]:
    events = AuditEvent.objects.all()
    for name in ("actor", "verb", "outcome"):
        if value := getattr(wanted, name):
            events = events.filter(**{name: value})
    if wanted.since:
        events = events.filter(at__gte=wanted.since)
    if wanted.until:
        events = events.filter(at__lt=wanted.until)
    if wanted.subject:
        events = events.filter(subjects__contains=[wanted.subject])
    return events.order_by("-sequence")


@dataclass(frozen=True, slots=True)
class Page:
    """Some events, newest first. `older`: the place to go on before; None at the end."""

    events: Sequence[AuditEvent]
    older: int | None


def events_page(wanted: Filter, *, before: int | None = None, rows: int = PAGE_ROWS) -> Page:
    """One page of the events that a filter lets through, those before a place."""
    events = _chosen(wanted)
    if before is not None:
        events = events.filter(sequence__lt=before)
    found = list(events[: rows + 1])
    return Page(found[:rows], found[rows - 1].sequence if len(found) > rows else None)


def count_events(wanted: Filter) -> int:
    """How many events a filter lets through; quick where it names a day, for the log is long."""
    return _chosen(wanted).count()


def verbs_in_use() -> list[str]:
    """Every verb that the log holds, for the filter."""
    return list(AuditEvent.objects.order_by("verb").values_list("verb", flat=True).distinct())


def reads_naming(digests: Iterable[str]) -> QuerySet[AuditEvent]:
    """Who looked at any of those whom these keyed digests stand for (`Journal.person`,
    `Journal.family`), the newest first: looks that name them, looks at everybody, and with them
    the attempts that were refused."""
    concerned = Q(subjects__overlap=[EVERYBODY, *digests])
    seen_or_tried = Q(verb__in=READS) | Q(outcome=Outcome.REFUSED)
    return AuditEvent.objects.filter(concerned & seen_or_tried).order_by("-sequence")


def reads_of(person: str, *, family: str = "") -> QuerySet[AuditEvent]:
    """Who looked at a person, as `reads_naming`. Reads of the family count as reads of each of its
    members who is named in the event."""
    return reads_naming([person, family] if family else [person])
