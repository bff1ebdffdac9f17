"""What a batch may use of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Memory as DuckDB writes it ("3GB"), number of threads, and the folder to spill into."""

    spill_folder: Path
    memory_limit: str = "3GB"
    threads: int = 2
