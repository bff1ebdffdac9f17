"""Tickets: 75 random bits, and a slip of the pen is noticed."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.cases.ticket import RANDOM_BYTES, shown, ticket_from, ticket_read
from desil.errors import UsageFault

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)


@given(RANDOM)
def test_a_ticket_is_read_as_it_was_printed_or_typed(randomness: bytes) -> None:
    ticket = ticket_from(randomness)
    assert len(ticket) == 16
    assert set(ticket) <= set(SIGNS)
    for typed in (shown(ticket), ticket.lower(), f" {shown(ticket).replace('-', ' ')} ",
                  ticket.replace("1", "I").replace("0", "O")):  # fmt: skip
        assert ticket_read(typed) == ticket


@given(RANDOM, st.integers(0, 15), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(randomness: bytes, place: int, sign: str) -> None:
    ticket = ticket_from(randomness)
    wrong = ticket[:place] + sign + ticket[place + 1 :]
    if wrong != ticket:
        with pytest.raises(UsageFault):
            ticket_read(wrong)


@given(RANDOM, st.integers(0, 14))
def test_two_neighbours_exchanged_are_noticed(randomness: bytes, place: int) -> None:
    ticket = ticket_from(randomness)
    wrong = ticket[:place] + ticket[place + 1] + ticket[place] + ticket[place + 2 :]
    if wrong != ticket:
        with pytest.raises(UsageFault):
            ticket_read(wrong)


def test_every_one_of_75_bits_changes_the_ticket() -> None:
    whole = int.from_bytes(secrets.token_bytes(RANDOM_BYTES), "big")
    told = {ticket_from((whole ^ 1 << bit).to_bytes(RANDOM_BYTES, "big")) for bit in range(75)}
    assert len(told) == 75
    with pytest.raises(ValueError, match="too few"):
        ticket_from(bytes(7))
