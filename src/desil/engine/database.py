"""Opening DuckDB the same way everywhere."""

from __future__ import annotations

import duckdb

from desil.engine.private_files import make_private_folder
from desil.engine.settings import EngineSettings
from desil.errors import UsageFault

Connection = duckdb.DuckDBPyConnection
Relation = duckdb.DuckDBPyRelation
DatabaseError = duckdb.Error


def open_database(settings: EngineSettings) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection in memory that keeps row order, spills to disk and loads nothing.

    Extensions are never fetched: a run may not depend on what a network gives it.
    """
    make_private_folder(settings.spill_folder)
    try:
        database = _connected(settings)
    except (duckdb.Error, ValueError) as fault:
        raise UsageFault(
            "Batas memori '{memory_limit}' atau jumlah inti {threads} tidak dapat dipakai.",
            hint="Contoh: --memory 3GB --threads 2",
            memory_limit=settings.memory_limit,
            threads=settings.threads,
        ) from fault
    # `watched` asks how far a query is; nothing is printed.
    database.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")
    return database


def _connected(settings: EngineSettings) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": settings.memory_limit,
            "threads": settings.threads,
            "temp_directory": str(settings.spill_folder),
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
