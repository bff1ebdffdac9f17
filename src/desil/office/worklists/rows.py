"""Families of a work list, masked and RW by RW, as a route."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from desil.accounts.masking import mask_address, mask_name, mask_number
from desil.accounts.session import handles_of_office
from desil.register.worklists.lists import Listed
from desil.ui.figures import UNKNOWN, share_text
from desil.ui.standings import UNRANKED, decile_label, style_of

_PPM = 1_000_000
NO_RW = "000"


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One family; `handle` leads to its page."""

    handle: str
    name: str
    number: str
    rt: str
    address: str
    official: str
    style: str
    indicative: str
    share: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One RW of the route, and who is to be seen there; `rw` empty where addresses name none."""

    rw: str
    rows: tuple[ListedRow, ...]


def _row(family: Listed) -> ListedRow:
    official = family.official
    return ListedRow(
        handles_of_office().of("kk", family.family_number),
        mask_name(family.head_name) or UNKNOWN,
        mask_number(family.family_number),
        UNKNOWN if family.rt == NO_RW else family.rt,
        mask_address(family.address),
        decile_label(official) if official else str(UNRANKED.label),
        style_of(official) if official else UNRANKED.style,
        decile_label(family.indicative) if family.indicative else UNKNOWN,
        share_text(family.desil_1_4_ppm, _PPM),
    )


def stops_of(families: Iterable[Listed]) -> list[Stop]:
    """The families in their order, RW by RW."""
    return [
        Stop("" if rw == NO_RW else rw, tuple(map(_row, there)))
        for rw, there in groupby(families, key=lambda f: f.rw)
    ]
