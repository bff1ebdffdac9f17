"""Looks at residents' data from the command line, in the log like those from the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import psycopg

from desil.audit.event import Event
from desil.cli.office.room import journal_of, system_actor
from desil.cli.options import now, operator
from desil.cli.register import held_register


def record_look(
    home: Path,
    verb: str,
    object_kind: str,
    object_id: str,
    *,
    subjects: tuple[str, ...] = (),
    families: Iterable[str] = (),
    people: Iterable[str] = (),
    payload: Mapping[str, object],
) -> None:
    """Write into the log of a home who looked at whom: `subjects` are digests (`Journal`),
    `families` card numbers, `people` NIKs. Call it before anything is shown or written."""
    actor, journal = system_actor(operator()), journal_of(home)
    named = {*subjects, *map(journal.family, families), *map(journal.person, people)}
    subjects = tuple(sorted(named))
    event = Event(now(), actor, verb, object_kind, object_id, subjects, payload=payload)
    with held_register(home, "log") as register, psycopg.connect(register.url) as log:
        journal.append(log.cursor(), event)
