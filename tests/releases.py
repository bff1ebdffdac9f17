"""DTSEN deliveries written from small tables, as intake leaves them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from desil.dictionary.column import Table
from desil.dictionary.tables import FAMILY, PERSON

VILLAGE = "3275040006"


def _schema(table: Table) -> pa.Schema:
    return pa.schema([pa.field(c.name, c.arrow_type) for c in table.columns])


def write_delivery(
    home: Path,
    released: str,
    families: Sequence[dict[str, object]],
    persons: Sequence[dict[str, object]],
    *,
    name: str = "first",
    handed_in_at: str = "2026-01-01T00:00:00+00:00",
) -> Path:
    """A delivery of `families` and `persons` (column to value; the rest empty)."""
    delivery_id = f"dtsen-{released}-{name}"
    folder = home / "deliveries" / "dtsen" / f"{released}-{name}"
    folder.mkdir(parents=True)
    for unit, table, rows in (("family", FAMILY, families), ("person", PERSON, persons)):
        filled = [{"village_code": VILLAGE, **row} if unit == "family" else row for row in rows]
        pq.write_table(
            pa.Table.from_pylist(filled, schema=_schema(table)), folder / f"{unit}.parquet"
        )
    described = {
        "id": delivery_id,
        "source": "dtsen",
        "reference_date": released,
        "handed_in_at": handed_in_at,
    }
    (folder / "delivery.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def write_listed(home: Path, rows: Sequence[dict[str, str]], **delivery: str) -> None:
    """One delivery per release of `rows`, whose cells are release, family, decile and members."""
    for released in sorted({row["release"] for row in rows}):
        date.fromisoformat(released)
        listed = [row for row in rows if row["release"] == released]
        write_delivery(
            home,
            released,
            [
                {"family_number": r["family"], "decile_national": int(r["decile"]) or None}
                for r in listed
            ],
            [
                {"nik": nik, "family_number": r["family"], "relationship": 3 if position else 1}
                for r in listed
                for position, nik in enumerate(r["members"].split())
            ],
            **delivery,
        )
