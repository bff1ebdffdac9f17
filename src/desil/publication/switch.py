"""The one transaction in which another publication becomes the current one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from psycopg import sql

from desil.audit.event import Event
from desil.audit.journal import Journal
from desil.database.cursor import Rows
from desil.dictionary.results import PUBLISHED
from desil.publication.tables.indexes import IndexToBuild
from desil.publication.tables.schema import schema_of
from desil.register.names import PublicationState

# Readers hold their locks for milliseconds; whoever holds one longer makes the switch fail,
# not the readers wait.
_LOCK_TIMEOUT = "20s"


@dataclass(frozen=True, slots=True)
class Recording:
    """The log that a switch is recorded in, and how the log names who did it. `note` holds further
    facts, such as the number of the proposal that was approved."""

    journal: Journal
    actor: str
    note: Mapping[str, object] = field(default_factory=dict)

    def noting(self, **facts: object) -> Recording:
        """The same with further facts."""
        return replace(self, note={**self.note, **facts})

    def append(self, connection: Rows, verb: str, publication_id: int, at: datetime) -> None:
        """Add the event to the log, inside the caller's transaction and as its last step."""
        event = Event(
            at, self.actor, verb, "publication", str(publication_id), payload=dict(self.note)
        )
        self.journal.append(connection.cursor(), event)


def attach(connection: Rows, publication_id: int, indexes: Iterable[IndexToBuild]) -> None:
    """Make the publication's tables partitions of the register's, inside the caller's
    transaction. Every index that a partition needs is there already: nothing is read or built."""
    primary = {i.table: i.name for i in indexes if i.is_primary}
    for table in (published.name for published in PUBLISHED):
        own = sql.SQL("{}.{}").format(schema_of(publication_id), sql.Identifier(table))
        connection.execute(
            sql.SQL("alter table {} add primary key using index {}").format(
                own, sql.Identifier(primary[table])
            )
        )
        connection.execute(
            sql.SQL("alter table public.{} attach partition {} for values in ({})").format(
                sql.Identifier(table), own, sql.Literal(publication_id)
            )
        )


def make_current(connection: Rows, publication_id: int, *, by: str, at: datetime) -> None:
    """Make a published publication the current one, inside the caller's transaction."""
    connection.execute("update public.publication set is_current = false where is_current")
    connection.execute(
        "update public.publication"
        " set is_current = true, made_current_at = %s, made_current_by = %s where id = %s",
        [at, by, publication_id],
    )


def switch_to_new(
    connection: Rows,
    publication_id: int,
    indexes: Iterable[IndexToBuild],
    *,
    by: str,
    at: datetime,
    families: int,
    persons: int,
    recording: Recording | None = None,
) -> None:
    """Attach a filled publication, make it current and record it: all of it or nothing."""
    with connection.transaction():
        connection.execute(sql.SQL("set local lock_timeout = {}").format(_LOCK_TIMEOUT))
        attach(connection, publication_id, indexes)
        connection.execute(
            "update public.publication set state = %s, published_at = %s, published_by = %s,"
            " families = %s, persons = %s where id = %s",
            [PublicationState.PUBLISHED.value, at, by, families, persons, publication_id],
        )
        make_current(connection, publication_id, by=by, at=at)
        if recording:
            recording.append(connection, "PUBLICATION_PUBLISH", publication_id, at)
