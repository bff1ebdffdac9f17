"""What reading one file may cost, from `intake/limits.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.engine.limited_process import ProcessLimits


@dataclass(frozen=True, slots=True)
class WorkbookLimits:
    """The most that one workbook may cost: memory, time, rows, columns, cells, bytes unpacked."""

    memory_mib: int
    seconds: int
    rows: int
    columns: int
    cells: int
    unpacked_mib: int

    @property
    def of_process(self) -> ProcessLimits:
        """The limits of the process that reads."""
        return ProcessLimits(self.memory_mib, self.seconds, self.unpacked_mib)


@dataclass(frozen=True, slots=True)
class ParquetLimits:
    """The most that one Parquet file may hold: cells, and bytes of text."""

    cells: int
    text_mib: int


@cache
def _limits() -> Mapping[str, Any]:
    text = resources.files("desil.intake").joinpath("limits.yaml").read_text(encoding="utf-8")
    limits: Mapping[str, Any] = bounded_yaml(text)
    return limits


def earliest_reference_date() -> date:
    """Return the earliest day that a delivery may be of."""
    day: date = _limits()["earliest_reference_date"]
    return day


def workbook_limits(purpose: str) -> WorkbookLimits:
    """Return the limits of one purpose: `delivery_workbook` or `deliberation_workbook`."""
    return WorkbookLimits(**_limits()[purpose])


def parquet_limits() -> ParquetLimits:
    """Return the limits of a Parquet file that is handed in."""
    return ParquetLimits(**_limits()["parquet"])
