"""What a register shows, in a form that two registers can be compared by."""

from __future__ import annotations

import psycopg
from psycopg import sql

from desil.dictionary.results import PUBLISHED


def contents_of(url: str) -> dict[str, str]:
    """A checksum of each table as a reader of the current publication sees it; empty before the
    first publication."""
    with psycopg.connect(url) as connection:
        current = connection.execute("select id from publication where is_current").fetchall()
        if not current:
            return {}
        seen = {}
        for table in (published.name for published in PUBLISHED):
            query = sql.SQL(
                "select md5(string_agg(line, '' order by line)) from"
                " (select (to_jsonb(t) - 'publication_id')::text as line"
                " from {} as t where publication_id = %s) as lines"
            ).format(sql.Identifier(table))
            ((seen[table],),) = connection.execute(query, current[0]).fetchall()
        return seen


def schemas_in(url: str) -> set[str]:
    """The schemas of publications that exist."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "select nspname from pg_namespace where nspname like 'publication%%'", []
        ).fetchall()
    return {row[0] for row in rows}
