"""No cell with something in it becomes an empty fact without a finding or a quarantined row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desil.dictionary.column import Kind
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
from desil.intake.files.text import plain_text
from desil.sources.catalogue import catalogue
from desil.sources.layout import Unit
from tests.hand_over import RELEASED

UNITS = [(s.name, unit.name) for s in catalogue().sources.values() for unit in s.layout.units]
# What counts as nothing written: docs/how-to/own-files.md says the same.
NOTHING = re.compile(r"(-{0,2}|null|nan|none|n/?a)", re.IGNORECASE)
UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u061c\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb'\"`]"
)

DIRTY = st.one_of(
    st.sampled_from(
        ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#BELUM_DIHITUNG!", "Err:502",
         "#####", "1990", "45", "2028-07-15", "15/07/28", "31/02/1990", "2062-01-01", "29417",
         "3275014101158002", "3275014101158010.0", "3,27501E+15", '="3275014101158002"',
         "3275 0141 0115 8002", "Rp 200.000,-", "200.000,00", "-5", "1e9", "0", "11", "101",
         "Ya", "tidak tahu", "belum", "Belum ada desil", "\u200b", "\u202e3", "３", "\u00a0", "N/A",
         "NULL", "é", "陳", "32.75.04.1006", "3275040006", "9999999999", "'", '="x"', "|", ";"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"), max_size=12),
    st.integers(-10, 10**17).map(str),
    st.dates().map(lambda day: day.strftime("%d/%m/%Y")),
    st.decimals(-10, 10**6, places=2).map(str),
)  # fmt: skip


def is_nothing(text: str) -> bool:
    """Whether a cell holds nothing, by the plain definition."""
    return NOTHING.fullmatch(UNSEEN.sub("", text)) is not None


def is_unranked(text: str) -> bool:
    """Whether a decile says that there is none yet."""
    return UNSEEN.sub("", text).lower().startswith("belum")


def _unit(source: str, name: str) -> Unit:
    return catalogue().source(source).layout.unit(name)


@pytest.fixture(scope="module", params=UNITS, ids=lambda p: ".".join(p))
def layout_and_unit(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Unit]]:
    """DuckDB with the words of one layout, and a unit of it."""
    source, name = request.param
    with open_database(EngineSettings(tmp_path_factory.mktemp("spill"), "1GB", 1)) as database:
        load_vocabulary(
            database,
            catalogue().source(source).layout,
            in_form_codes=False,
            reference_date=RELEASED,
        )
        yield database, _unit(source, name)


def _fill(database: duckdb.DuckDBPyConnection, names: list[str], cells: list[str]) -> None:
    """One row for each cell, which stands in every column of it."""
    columns = ", ".join(f"cell as raw_{name}" for name in names)
    database.execute("create or replace table dirty (place integer, cell varchar)")
    database.executemany("insert into dirty values (?, ?)", [(n, c) for n, c in enumerate(cells)])
    database.execute(f"create or replace view raw as select place, {columns} from dirty")


def _lost(
    database: duckdb.DuckDBPyConnection, unit: Unit, cells: list[str]
) -> list[tuple[str, str]]:
    """Column and cell of every fact that is empty though no rule is broken."""
    names = [c.name for c in unit.columns]
    _fill(database, names, cells)
    reading = Reading(unit, frozenset(names), False, {}, has_odd_letters=True)
    told = careful(reading)
    judged = ", ".join(
        f"{c.name} is null and coalesce({', '.join(rule_sqls(c, told)) or 'null'}) is null"
        for c in unit.columns
    )
    careful_found = database.execute(
        f"select {judged} from {careful_rows('raw', reading)} order by place"
    ).fetchall()
    values = [f"{quick_value_sql(c, reading)} as {c.name}" for c in unit.columns]
    values += number_sqls(reading)
    parts = ", ".join(["*", *two_way_sqls(reading)])
    empty = ", ".join(f"({c.name} is null) and is_plain" for c in unit.columns)
    quick_found = database.execute(
        f"select {empty} from (select *, coalesce({' and '.join(plain_sqls(reading))}, false)"
        f" as is_plain from (select *, {', '.join(values)} from (select {parts} from raw)))"
        " order by place"
    ).fetchall()
    return [
        (name, cell)
        for found in (careful_found, quick_found)
        for cell, row in zip(cells, found, strict=True)
        if not is_nothing(cell)
        for name, is_lost in zip(names, row, strict=True)
        if is_lost
    ]


@example(cells=["#N/A", "#REF!", "1990", "\u200b3", "Err:502", '="', "belum"])
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(cells=st.lists(DIRTY, min_size=40, max_size=80))
def test_no_cell_is_lost_in_silence(
    cells: list[str], layout_and_unit: tuple[duckdb.DuckDBPyConnection, Unit]
) -> None:
    database, unit = layout_and_unit
    lost = _lost(database, unit, cells)
    deciles = {c.name for c in unit.columns if c.kind is Kind.DECILE}
    unranked = [
        (n, c) for n, c in lost if n in deciles and UNSEEN.sub("", c).lower()[:5] == "belum"
    ]
    assert [found for found in lost if found not in unranked] == []


@example(cell="BUDI\tREKA", encoding="utf-8")
@example(cell="#", encoding="utf-8")
@example(cell="#n/a", encoding="utf-8")
@example(cell="err:", encoding="utf-8")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cell=DIRTY, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_a_file_with_odd_letters_is_known_for_one(
    cell: str, encoding: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("odd")
    (folder / "a.csv").write_bytes(f"nama;x\n{cell};y\n".encode(encoding, "replace"))
    text = plain_text(folder / "a.csv", folder / "scratch", "a.csv")
    read = text.path.read_bytes().decode("utf-8").split("\n")[1].rsplit(";", 1)[0]
    with duckdb.connect() as database:
        folder = resources.files("desil.intake.cells")
        sql = folder.joinpath("plain.sql").read_text(encoding="utf-8")
        macro = re.search(r"create or replace macro is_plain_text.*?;", sql, re.DOTALL)
        assert macro
        database.execute(macro.group(0))
        (is_plain,) = database.execute("select is_plain_text($cell)", {"cell": read}).fetchall()[0]
    assert is_plain or text.has_odd_letters
