"""Numbers of made-up families and people that could occur: real kecamatan, possible dates."""

from __future__ import annotations

DISTRICT = "327501"  # a kecamatan of the city, by its Kemendagri code
_ISSUED = "010120"  # 1 January 2020
_PER_DISTRICT = 9_999


def card_number(serial: int) -> str:
    """The card number of the `serial`-th made-up family, from 1; ascending, all different."""
    turn, place = divmod(serial - 1, _PER_DISTRICT)
    return f"{int(DISTRICT) + turn:06d}{_ISSUED}{place + 1:04d}"


def serial_of(card: str) -> str:
    """The serial that `card_number` made a card number of, as tables write it."""
    return str((int(card[:6]) - int(DISTRICT)) * _PER_DISTRICT + int(card[12:]))


def member_nik(family_number: str, place: int) -> str:
    """The NIK of a family's member at a place, from 0: a man born on 17 May 1980 plus `place`
    years, in the kecamatan of the card, with the card's serial."""
    return f"{family_number[:6]}1705{80 + place:02d}{family_number[12:]}"
