"""A published register that other sources and a model tell of, and people who have signed in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.register_runs import families_of, write_run

FAMILIES = families_of(
    """
    | family | village    | size | 2025-09-17 | 2026-01-23 |
    | 1      | 3275010009 | 4    | 1          | 2          |
    | 2      | 3275010011 | 3    | 7          | 7          |
    | 3      | 3275040006 | 2    | belum      | 5          |
    | 4      | 3275040006 | 1    | belum      | belum      |
    """
)


def fill_register(home: Path, url: str) -> None:
    """A filling: the families are published."""
    run = write_run(home / "run", FAMILIES, ranking=3)
    at = datetime(2026, 2, 1, tzinfo=UTC)
    publish(run, url=url, by="petugas", at=at, progress=Silent())


@pytest.fixture
def register(filled: Filled) -> str:
    """The owner's address of a register that the families were published in."""
    return filled(fill_register)
