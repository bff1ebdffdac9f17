"""One table that stages meet in: a Parquet file of a run, its columns and their types."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One Parquet file of a run: its name, its schema, and the columns that order its rows."""

    name: str
    schema: pa.Schema
    sorted_by: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """Its file in the run's folder."""
        return f"{self.name}.parquet"
