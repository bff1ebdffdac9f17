"""A published register, and a resident with a browser."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from desil.accounts.residents import waiting
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.register_runs import families_of, write_run

FAMILIES = families_of(
    """
    | family           | village    | size | 2025-09-17 | 2026-01-23 |
    | 3275010101200001 | 3275010009 | 4    | 1          | 2          |
    | 3275010101200002 | 3275010011 | 3    | 7          | 7          |
    | 3275010101200003 | 3275040006 | 2    | belum      | belum      |
    """
)


def fill_register(home: Path, url: str) -> None:
    """A filling: the families are published."""
    run = write_run(home / "run", FAMILIES, ranking=3)
    at = datetime(2026, 2, 1, tzinfo=UTC)
    publish(run, url=url, by="petugas", at=at, progress=Silent())


@pytest.fixture
def register(tmp_path: Path, filled: Filled, monkeypatch: pytest.MonkeyPatch) -> str:
    """The owner's address of a register that the families were published in; the home is empty, and
    a form needs not wait."""
    url = filled(fill_register)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(settings, "DESIL_HOME", home)
    monkeypatch.setattr(waiting, "SHORTEST", timedelta(0))
    return url
