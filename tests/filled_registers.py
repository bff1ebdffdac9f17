"""Registers and homes that are filled once in a session and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connections

from desil.database.office_role import office_address
from desil.database.server.server import Server
from desil.register.register import start_django
from tests.register_server import TEMPLATE, copy_database, drop_database, name_of, short_folder

# What fills a home and the register at an address (the owner's). Two fillings of one name and
# module are the same.
Fill = Callable[[Path, str], object]
Filled = Callable[[Fill], str]


@dataclass(frozen=True, slots=True)
class Filling:
    """What a session has filled: the name of the database and the home of each filling."""

    server: Server
    folder: Path
    done: dict[str, tuple[str, Path]] = field(default_factory=dict)

    def _filled(self, fill: Fill) -> tuple[str, Path]:
        key = f"{fill.__module__}.{fill.__qualname__}"
        if key not in self.done:
            home = self.folder / str(len(self.done))
            home.mkdir()
            url = copy_database(self.server, TEMPLATE)
            start_django(home, office_address(url))
            fill(home, url)
            connections.close_all()
            self.done[key] = (name_of(url), home)
        return self.done[key]

    def copy_to(self, home: Path, fill: Fill) -> str:
        """Copy a filling: its files into `home`, its register to a new database; returns the
        address of that, and lets Django's models use both."""
        database, made = self._filled(fill)
        shutil.copytree(made, home, dirs_exist_ok=True)
        url = copy_database(self.server, database)
        start_django(home, office_address(url))
        return url


@pytest.fixture(scope="session")
def filling(server: Server) -> Iterator[Filling]:
    """What this session has filled."""
    with short_folder() as folder:
        yield Filling(server, folder)


@pytest.fixture
def filled(filling: Filling, tmp_path: Path) -> Iterator[Filled]:
    """Gives a test its own copy of a filling: the home is `tmp_path`, the address is returned."""
    urls: list[str] = []

    def give(fill: Fill) -> str:
        urls.append(filling.copy_to(tmp_path, fill))
        return urls[-1]

    yield give
    connections.close_all()
    for url in urls:
        drop_database(filling.server, url)
