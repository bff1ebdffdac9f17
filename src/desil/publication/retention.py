"""Removing what no reader needs: unfinished publications, and old ones."""

from __future__ import annotations

from psycopg import sql

from desil.database.cursor import Rows
from desil.publication.tables.schema import drop_schema
from desil.register.names import PublicationState

_LOCK_TIMEOUT = "20s"


def _close(connection: Rows, publication_id: int, state: PublicationState) -> None:
    with connection.transaction():
        connection.execute(sql.SQL("set local lock_timeout = {}").format(_LOCK_TIMEOUT))
        drop_schema(connection, publication_id)
        connection.execute(
            "update public.publication set state = %s where id = %s", [state.value, publication_id]
        )


def sweep_unfinished(connection: Rows) -> int:
    """Remove the tables of publications that were begun and never finished; returns how many.
    The caller holds the lock of publication, so nobody is filling one."""
    begun = connection.execute(
        "select id from public.publication where state = %s order by id",
        [PublicationState.LOADING.value],
    ).fetchall()
    for (publication_id,) in begun:
        _close(connection, publication_id, PublicationState.ABANDONED)
    return len(begun)


def retire_old(connection: Rows, keep: int) -> tuple[int, ...]:
    """Remove the tables of all but the `keep` publications that were current last; returns the
    ids of those removed. Their rows in `publication` stay, as history. Never the current one."""
    old = connection.execute(
        "select id from public.publication where state = %s"
        " order by is_current desc, made_current_at desc, id desc offset %s",
        [PublicationState.PUBLISHED.value, max(keep, 1)],
    ).fetchall()
    gone = tuple(row[0] for row in old)
    for publication_id in gone:
        _close(connection, publication_id, PublicationState.RETIRED)
    return gone
