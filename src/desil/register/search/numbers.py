"""Numbers of people that are one slip of the finger away from a number."""

from __future__ import annotations

from enum import StrEnum


class Slip(StrEnum):
    """How a number that was found differs from the one that was typed."""

    NONE = ""
    DIGIT = "digit"  # one digit is another
    EXCHANGE = "exchange"  # two digits changed places


_DIGITS = "0123456789"


def slips_of(number: str) -> dict[str, Slip]:
    """Every number of as many digits that one wrong digit or two exchanged digits part from
    `number`, with which of the two."""
    near: dict[str, Slip] = {}
    places = range(len(number))
    for place in places:
        for digit in _DIGITS:
            near[number[:place] + digit + number[place + 1 :]] = Slip.DIGIT
    for first in places:
        for second in range(first + 1, len(number)):
            digits = [*number]
            digits[first], digits[second] = digits[second], digits[first]
            near.setdefault("".join(digits), Slip.EXCHANGE)
    near.pop(number, None)
    return near


def is_neighbours(number: str, other: str) -> bool:
    """Whether the two differ by two neighbouring digits that changed places: the commonest slip."""
    wrong = [place for place, digit in enumerate(number) if digit != other[place]]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1
