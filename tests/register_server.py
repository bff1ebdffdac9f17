"""A real PostgreSQL server for tests, and fresh registers in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from desil.database.office_role import office_address
from desil.database.server.server import Server, open_server
from desil.errors import MachineLacks
from desil.register.register import bring_up_to_date, start_django

TEMPLATE = "template_register"
MEMORY = Path("/dev/shm")  # Linux's folder in memory
_ROOM = 6 << 30  # bytes that a session's databases may need
_FILES_AS_THEY_ARE = 150_000  # the first server that can be told to copy files, not their log
_numbers = count(1)


def _quick_place() -> Path | None:
    """Memory where there is room for it: these databases need not survive. None: on disk."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= _ROOM else None


@contextlib.contextmanager
def short_folder(within: Path | None = None) -> Iterator[Path]:
    """A new folder that every user may pass through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="desil-test-", dir=within))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address_of(server: Server, database: str) -> str:
    """The address of another database of the same server."""
    return make_conninfo(server.url, dbname=database)


def copy_database(server: Server, template: str) -> str:
    """A new database like `template`; returns its address."""
    name = f"test_{next(_numbers)}"
    with server.connect(autocommit=True) as connection:
        how = "strategy file_copy" if connection.info.server_version >= _FILES_AS_THEY_ARE else ""
        connection.execute(
            sql.SQL("create database {} template {} {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.SQL(how)
            )
        )
    return address_of(server, name)


def drop_database(server: Server, url: str) -> None:
    """Give back the room of a database, whoever still reads it."""
    with server.connect(autocommit=True) as connection:
        connection.execute(
            sql.SQL("drop database {} with (force)").format(sql.Identifier(name_of(url)))
        )


def name_of(url: str) -> str:
    """The database that an address names."""
    with psycopg.connect(url) as connection:
        return connection.info.dbname


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A private server for all tests of a session, with an empty, migrated template."""
    with short_folder(_quick_place()) as home:
        try:
            opened = open_server(home, search_path=os.environ["PATH"], synced=False)
            started = opened.__enter__()
        except MachineLacks as lack:
            pytest.skip(lack.message)
        with contextlib.ExitStack() as stack:
            stack.push(opened.__exit__)
            with started.connect(autocommit=True) as connection:
                connection.execute(f"create database {TEMPLATE}")
            start_django(home, address_of(started, TEMPLATE))
            bring_up_to_date(address_of(started, TEMPLATE))
            connections.close_all()
            yield started
            connections.close_all()


@pytest.fixture
def empty_register(server: Server, tmp_path: Path) -> Iterator[str]:
    """The address of a register that nothing was published in (the owner's). Django reads it too,
    as the office does: held by row security."""
    url = copy_database(server, TEMPLATE)
    start_django(tmp_path, office_address(url))
    yield url
    connections.close_all()
    drop_database(server, url)
