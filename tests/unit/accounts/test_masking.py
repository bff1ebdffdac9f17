"""Personal data fit for lists."""

import pytest

from desil.accounts.masking import mask_address, mask_name, mask_number


@pytest.mark.parametrize(
    ("number", "shown"),
    [("3275010101908001", "327501********01"), ("123", "***"), ("", ""), (None, "")],
)
def test_numbers(number: str | None, shown: str) -> None:
    assert mask_number(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("SITI AMINAH", "S••• A•••••"), ("Wage", "W•••"), ("A", "A"), ("", ""), (None, "")],
)
def test_names(name: str | None, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("JL. MELATI NO 5", "JL. M••••• NO •"),
        ("Gg Mawar II RT 003/04", "Gg M•••• I• RT ••••••"),
        ("BLOK C12", "BLOK •••"),
        (None, ""),
    ],
)
def test_addresses(address: str | None, shown: str) -> None:
    assert mask_address(address) == shown
