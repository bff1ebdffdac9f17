"""A log with some events in it, and a superuser who may change anything in the database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from desil.audit.journal import Journal
from desil.audit.keys import keys_in


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A log's keys and home."""
    return Journal(tmp_path, keys_in(tmp_path))


@pytest.fixture
def superuser(empty_register: str) -> Iterator[psycopg.Connection[Any]]:
    """The owner's connection; no trigger stops them."""
    with psycopg.connect(empty_register, autocommit=True) as connection:
        yield connection
