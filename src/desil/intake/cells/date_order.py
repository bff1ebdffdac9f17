"""Whether day or month comes first in the dates of a file, and whether both orders occur."""

from __future__ import annotations

from desil.dictionary.column import Kind
from desil.engine.database import Connection
from desil.intake.cells.expressions import DateOrder, Reading, two_way_sqls

SAMPLE_ROWS = 2000
_FEW = 0.1


def _date_columns(reading: Reading) -> list[str]:
    return [
        c.name for c in reading.unit.columns if c.kind is Kind.DATE and c.name in reading.present
    ]


def _largest_share(
    database: Connection, view: str, reading: Reading, claim: str, rows: int
) -> float:
    """The share of the first rows of which `claim` (with `raw` for a cell) holds, in the date
    column where it is largest."""
    shares = ", ".join(
        f"avg(case when {claim.replace('raw', f'raw_{name}')} then 1 else 0 end)"
        for name in _date_columns(reading)
    )
    found = database.execute(
        f"select coalesce(greatest({shares or '0'}), 0)"  # noqa: S608 - declared names
        f" from (from {view} limit {rows})"
    ).fetchall()
    return float(found[0][0])


def has_two_way_dates(
    database: Connection, view: str, reading: Reading, *, rows: int = SAMPLE_ROWS
) -> bool:
    """Whether the first `rows` of a raw view hold a date whose day and month may change places."""
    return _largest_share(database, view, reading, "is_two_way(trim(raw))", rows) > 0


def has_mostly_iso_dates(
    database: Connection, view: str, reading: Reading, *, rows: int = SAMPLE_ROWS
) -> bool:
    """Whether nearly every date in the first `rows` is written as year, month, day."""
    claim = "raw is not null and try_cast(raw as date) is null"
    return _largest_share(database, view, reading, claim, rows) <= _FEW


def _order_of(database: Connection, parts: str, view: str, name: str) -> DateOrder:
    day, month, proof = f"day_first_{name}", f"month_first_{name}", f"proof_of_{name}"
    votes = database.execute(
        f"select count_if(tells_of({day}, {month}, {proof})),"  # noqa: S608 - declared names
        f" count_if(tells_of({month}, {day}, {proof})) from (select {parts} from {view})"
    ).fetchall()
    for_day, for_month = votes[0]
    mixed = bool(for_day) == bool(for_month)
    return DateOrder("month" if for_month > for_day else "day", mixed)


def date_orders(database: Connection, view: str, reading: Reading) -> dict[str, DateOrder]:
    """The order in each date column of a raw view: what most rows that can tell say."""
    parts = ", ".join(two_way_sqls(reading))
    return {name: _order_of(database, parts, view, name) for name in _date_columns(reading)}
