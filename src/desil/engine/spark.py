"""Opening Apache Spark, for what is larger than one machine (the extra `nation`).

The SQL is the same text as DuckDB's; only reading Parquet, keeping a table and writing the result
are said differently here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from desil.errors import MachineLacks, catalogued

try:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession
except ImportError:  # the extra `nation` is not installed
    HAS_SPARK = False
else:
    HAS_SPARK = True

_LACKING = catalogued(
    "Untuk Spark: pasang Java 17 dan paket tambahan 'nation' (uv sync --extra nation)."
)
Session = Any  # pyspark carries no types that this project checks


@contextmanager
def spark_session(folder: Path, *, threads: int, memory: str) -> Iterator[Session]:
    """A Spark session on this machine that works in `folder`; MachineLacks without PySpark or
    Java. `memory` as Java writes it ("3g")."""
    if not HAS_SPARK:
        raise MachineLacks("PySpark belum terpasang.", hint=_LACKING)
    builder = SparkSession.builder.master(f"local[{threads}]").appName("desil")
    settings = {
        "spark.driver.memory": memory,
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": str(threads * 2),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder),
        "spark.log.level": "ERROR",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as fault:
        raise MachineLacks("Spark tidak dapat dimulai di mesin ini.", hint=_LACKING) from fault
    try:
        yield session
    finally:
        session.stop()


def view_of_parquet(session: Session, name: str, file: Path) -> None:
    """Let `name` mean a Parquet file, or a folder of them."""
    session.read.parquet(str(file)).createOrReplaceTempView(name)


def keep_rows(session: Session, name: str, rows: pa.Table) -> None:
    """Let `name` mean Arrow rows."""
    session.createDataFrame(rows).createOrReplaceTempView(name)


def keep_statement(session: Session, name: str, text: str, *, as_table: bool) -> None:
    """Let `name` mean a SELECT; computed once where `as_table` says that it is read often."""
    made = session.sql(text)
    if as_table:
        made = made.cache()
    made.createOrReplaceTempView(name)
