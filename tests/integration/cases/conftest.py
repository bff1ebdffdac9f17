"""A published register in which cases are opened."""

import pytest

from tests.case_office import fill_case_office
from tests.filled_registers import Filled


@pytest.fixture
def register(filled: Filled) -> str:
    """The owner's address of a register that the families were published in."""
    return filled(fill_case_office)
