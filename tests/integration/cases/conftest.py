"""A published register in which cases are opened."""

from pathlib import Path

import pytest

from tests.case_office import published_register


@pytest.fixture
def register(tmp_path: Path, empty_register: str) -> str:
    """The owner's address of a register that the families were published in."""
    return published_register(empty_register, tmp_path)
