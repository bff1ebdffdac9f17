"""The small ranked city that several modules stand on: made once by all processes of a session."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ranked_city import ranked, take_city

# Gives a home its own copy of the ranked city of a scale, with one release; returns the city's
# folder, as `take_city` does.
CopiedCity = Callable[[Path, float], Path]


def _made_city(shared: Path, scale: float) -> Path:
    """The home of the city of a scale, made by the first process that asks for it."""
    home = shared / f"city-{scale}" / "home"
    home.parent.mkdir(exist_ok=True)
    with (home.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home.parent / "made").exists():
            shutil.rmtree(home, ignore_errors=True)
            take_city(home, scale=scale, releases=1)
            ranked(home)
            (home.parent / "made").touch()
    return home


@pytest.fixture(scope="session")
def copied_city(tmp_path_factory: pytest.TempPathFactory) -> CopiedCity:
    """Copies of the ranked city."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def give(home: Path, scale: float = 0.003) -> Path:
        made = _made_city(shared, scale)
        shutil.copytree(made, home, dirs_exist_ok=True)
        city = home.with_name(f"{home.name}-city")
        shutil.copytree(made.with_name("home-city"), city, dirs_exist_ok=True)
        return city

    return give
