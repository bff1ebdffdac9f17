"""Tickets: the secret by which an applicant follows a case, and how one is read from paper.

Sixteen signs of Crockford's base 32 (no I, L, O, U): fifteen carry 75 random bits, the last is a
check. The check is a weighted sum in the field of 32 elements, whose weights are all different:
one wrong sign and two neighbours exchanged are always noticed.
"""

from __future__ import annotations

from desil.errors import UsageFault

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILO", "110")
_DATA = 15
RANDOM_BYTES = 10  # 80 bits, of which 75 are used
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 0b100000 else value


def _check(values: list[int]) -> int:
    total = 0
    for value in values:  # Horner: the weight of a place is a power of x
        total = _times_x(total) ^ value
    return _times_x(total)


def ticket_from(randomness: bytes) -> str:
    """The ticket of `RANDOM_BYTES` random bytes: 16 signs without dashes."""
    if len(randomness) < RANDOM_BYTES:
        raise ValueError(f"{len(randomness)} bytes are too few")
    bits = int.from_bytes(randomness[:RANDOM_BYTES], "big")
    values = [(bits >> 5 * place) & 31 for place in range(_DATA)]
    return "".join(_SIGNS[v] for v in [*values, _check(values)])


def shown(ticket: str) -> str:
    """A ticket as it is printed, "4G7K-QW2M-…"."""
    return "-".join(ticket[n : n + 4] for n in range(0, len(ticket), 4))


def ticket_read(typed: str) -> str:
    """The ticket that somebody typed, in any case, with dashes and spaces; UsageFault for a text
    that is none: the check tells a slip from a ticket that is not known."""
    text = "".join(typed.upper().split()).replace("-", "").translate(_READ_AS)
    if len(text) == _DATA + 1 and all(sign in _SIGNS for sign in text):
        *values, check = (_SIGNS.index(sign) for sign in text)
        if _check(values) == check:
            return text
    raise UsageFault("Nomor tiket salah ketik.", hint="16 huruf dan angka, seperti pada surat.")
