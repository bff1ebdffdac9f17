"""Events for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from desil.audit.checkpoint import Checkpoint, keep_file, make_checkpoint
from desil.audit.event import Event, Purpose
from desil.audit.journal import Journal
from tests.numbers_of_people import card_number

NOW = datetime(2026, 2, 1, 8, tzinfo=UTC)
Connection = psycopg.Connection[Any]


def event(number: int, journal: Journal) -> Event:
    """A read of a family by one of three users."""
    family = journal.family(card_number(number))
    return Event(
        NOW + timedelta(seconds=number),
        f"user:{number % 3 + 1}",
        "FAMILY_READ",
        "family",
        family,
        (family,),
        Purpose.CASE,
        payload={"page": number},
    )


def append(connection: Connection, journal: Journal, count: int, *, first: int = 1) -> None:
    """Add `count` events, one transaction each."""
    for number in range(first, first + count):
        with connection.transaction():
            journal.append(connection.cursor(), event(number, journal))


def sign(connection: Connection, journal: Journal, *, at: datetime = NOW) -> Checkpoint:
    """Make a checkpoint, and its file."""
    with connection.transaction():
        made = make_checkpoint(connection.cursor(), journal, by="system:test", at=at)
    keep_file(journal.home, made)
    return made


@contextmanager
def guards_off(connection: Connection) -> Iterator[None]:
    """What a superuser does first."""
    connection.execute("set session_replication_role = replica")
    yield
    connection.execute("reset session_replication_role")
