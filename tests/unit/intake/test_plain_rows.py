"""A row that is typed quickly is typed as a careful reading types it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from desil.intake.cells.careful import careful, careful_rows
from desil.intake.cells.expressions import (
    Reading,
    number_sqls,
    plain_sqls,
    quick_value_sql,
    rule_sqls,
    two_way_sqls,
)
from desil.intake.cells.vocabulary import load_vocabulary
from desil.sources.catalogue import catalogue
from tests.hand_over import A_CHILD, A_FAMILY, A_HEAD, RELEASED

ODD = st.one_of(
    st.sampled_from(
        ["", " ", "-", "0", "1", "01", "1.0", " 3", "3 ", "+3", "3.", ".5", "1e1", "10", "11", "99",
         "100", "1.300", "Ya", "ya", "Tidak", "belum", "NULL", "2015-01-01", "2015-1-1",
         "01/02/2015", "13/01/2015", "infinity", "2015-01-01 (BC)", "20150101", "3275040006",
         "32.75.01.1001", "3275011001", "Bekasi Jaya", "JATIKARYA", "3275014101158002.0",
         "-5", "1_0", "0x1", "۳", "３", "#N/A", "=\"1\"", "Rp 1", "1\u200b", "A\u202eB", "1,-"]
    ),
    st.text(max_size=8),
)  # fmt: skip


def _reading(unit: str, *, iso: bool = False) -> Reading:
    declared = catalogue().source("dtsen").layout.unit(unit)
    present = frozenset(c.name for c in declared.columns if c.must_be_present)
    return Reading(declared, present, False, {}, expects_iso_dates=iso, has_odd_letters=True)


def _rows(
    reading: Reading, base: dict[str, str], changes: list[tuple[str, str]]
) -> list[list[str | None]]:
    """The clean row, and one row for each changed cell."""
    names = sorted(reading.present)
    clean = {c.name: base.get(c.header, "") for c in reading.unit.columns}
    changed = [clean] + [{**clean, name: text} for name, text in changes]
    return [[row[n] or None for n in names] for row in changed]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with the words and macros of intake."""
    with open_database(EngineSettings(tmp_path_factory.mktemp("spill"), "1GB", 1)) as opened:
        load_vocabulary(
            opened, catalogue().source("dtsen").layout, in_form_codes=False, reference_date=RELEASED
        )
        yield opened


def _compared(
    database: duckdb.DuckDBPyConnection,
    unit: str,
    base: dict[str, str],
    changes: list[tuple[str, str]],
    *,
    iso: bool,
) -> None:
    reading = _reading(unit, iso=iso)
    _fill(database, sorted(reading.present), _rows(reading, base, changes))
    quick = _typed(database, reading, quick=True)
    careful = _typed(database, reading, quick=False)
    assert quick[0][-1] is True
    for fast, slow in zip(quick, careful, strict=True):
        if fast[-1]:
            assert fast[:-1] == slow[:-1]
            assert slow[-1] is True, "a plain row breaks no rule"


def _fill(
    database: duckdb.DuckDBPyConnection, names: list[str], rows: list[list[str | None]]
) -> None:
    columns = ", ".join(f"raw_{n} varchar" for n in names)
    database.execute(f"create or replace table raw (place integer, {columns})")
    marks = ", ".join("?" * (len(names) + 1))
    database.executemany(
        f"insert into raw values ({marks})", [[n, *row] for n, row in enumerate(rows)]
    )


def _typed(
    database: duckdb.DuckDBPyConnection, reading: Reading, *, quick: bool
) -> list[tuple[object, ...]]:
    columns = reading.unit.columns
    names = ", ".join(c.name for c in columns)
    if quick:
        values = [f"{quick_value_sql(c, reading)} as {c.name}" for c in columns]
        values += number_sqls(reading)
        parts = ", ".join(["*", *two_way_sqls(reading)])
        rows = f"(select *, {', '.join(values)} from (select {parts} from raw))"
        clean = " and ".join(plain_sqls(reading))
    else:
        rows = careful_rows("raw", reading)
        rules = [r for c in columns for r in rule_sqls(c, careful(reading))]
        clean = " and ".join(f"{rule} is null" for rule in rules)
    return database.execute(
        f"select {names}, coalesce({clean}, false) from {rows} order by place"
    ).fetchall()


@pytest.mark.parametrize("unit", ["family", "person"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_quick_and_careful_reading_agree(
    unit: str, data: st.DataObject, database: duckdb.DuckDBPyConnection
) -> None:
    base = dict(A_FAMILY if unit == "family" else data.draw(st.sampled_from([A_HEAD, A_CHILD])))
    names = [c.name for c in _reading(unit).unit.columns if c.name in _reading(unit).present]
    changes = data.draw(st.lists(st.tuples(st.sampled_from(names), ODD), min_size=30, max_size=60))
    changes = [(n, t.replace("\0", "")) for n, t in changes]
    _compared(database, unit, base, changes, iso=data.draw(st.booleans()))
