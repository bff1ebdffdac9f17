"""The SQL of a source, tried on no rows before it meets any."""

from __future__ import annotations

import duckdb  # tries a stranger's SQL on no rows

from desil.engine.database import Connection, DatabaseError
from desil.errors import UsageFault
from desil.linkage.records.deliveries import RECORD_COLUMNS, define_macros
from desil.sources.source import FACTS_FILE, RECORDS_FILE, Source

_FACT_COLUMNS = (
    "source varchar, record_id varchar, nik bigint, fact varchar, amount bigint, said varchar,"
    " on_date date"
)
_LINKED = (
    "create table record as select cast(null as bigint) as record_number, * from delivered_record",
    "create table found_link (record_number bigint, nik bigint)",
    "create table delivery_at_hand (source varchar, delivery_id varchar)",
)


def require_sound_sql(source: Source) -> None:
    """UsageFault with the file's name and what is wrong, where `records.sql` or `facts.sql` of a
    linked source is no single SELECT of the declared columns."""
    with duckdb.connect() as database:
        define_macros(database)
        for unit in source.linked_units:
            columns = ", ".join(
                f'cast(null as {c.sql_type}) as "{c.name}"'
                for c in source.layout.unit(unit).columns
            )
            database.execute(
                f"create table delivered_{unit} as"
                f" select {columns}, cast(null as date) as reference_date limit 0"
            )
        _require_columns(database, source, RECORDS_FILE, source.records, RECORD_COLUMNS)
        database.execute(f"create view delivered_record as {source.records}")
        for statement in _LINKED:
            database.execute(statement)
        if source.facts:
            _require_columns(database, source, FACTS_FILE, source.facts, _FACT_COLUMNS)


def _require_columns(
    database: Connection, source: Source, file: str, query: str, columns: str
) -> None:
    place = f"sources/{source.name}/{file}"
    try:
        statements = database.extract_statements(query)
        if [s.type for s in statements] != [duckdb.StatementType.SELECT]:
            raise UsageFault(f"{place}: harus tepat satu SELECT.")
        found = [(str(n), str(t)) for n, t, *_ in database.execute(f"describe {query}").fetchall()]
    except DatabaseError as fault:
        told = str(fault).splitlines()[0]  # of the statement: there are no rows
        raise UsageFault(f"{place}: {told}", hint="Perbaiki SQL-nya.") from fault
    wanted = [tuple(c.split()) for c in columns.upper().split(",")]
    if [(n.upper(), t) for n, t in found] != wanted:
        raise UsageFault(
            f"{place}: kolomnya {', '.join(f'{n} {t.lower()}' for n, t in found)}.",
            hint=f"Harus, menurut urutan: {columns}.",
        )
