"""A list counted: by state, and by the reason for which families are not on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desil.dictionary import results
from desil.eligibility.lists.frozen import StoredList
from desil.engine.database import Connection


@dataclass(frozen=True, slots=True)
class ListRecap:
    """Rows by state (families, persons, thousand_rupiah) and by reason (says, says_en, families),
    the most families first."""

    states: list[dict[str, Any]]
    reasons: list[dict[str, Any]]


def recap_of(database: Connection, kept: StoredList, *, village: str = "") -> ListRecap:
    """The counts of a list, or of one kelurahan of it."""
    path = kept.folder / results.LIST_COUNTS.file_name
    database.read_parquet(str(path)).create_view("list_count", replace=True)
    states = database.execute(
        "select state, sum(families)::integer, sum(persons)::integer,"
        " sum(thousand_rupiah)::bigint from list_count"
        " where $village in ('', village_code) group by state order by state",
        {"village": village},
    ).fetchall()
    reasons = database.execute(
        "select verdict, sum(families)::integer as families from list_count"
        " where verdict > 0 and $village in ('', village_code) group by verdict"
        " order by families desc, verdict",
        {"village": village},
    ).fetchall()
    names = ("state", "families", "persons", "thousand_rupiah")
    words = kept.frozen.verdicts
    return ListRecap(
        [dict(zip(names, row, strict=True)) for row in states],
        [
            {"says": words[v].says_id, "says_en": words[v].says_en, "families": n}
            for v, n in reasons
        ],
    )
