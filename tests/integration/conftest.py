"""Homes of integration tests lie where the database's own user may pass through."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.register_server import short_folder


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A new folder, readable by every user, unlike pytest's own."""
    with short_folder() as folder:
        yield folder
