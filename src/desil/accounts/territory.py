"""Whose families a user may see, in Python and as PostgreSQL's row security reads it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desil.accounts.roles import Reach, reach_of
from desil.database.cursor import Cursor
from desil.dictionary.areas import city_villages
from desil.errors import UsageFault

SETTING = "desil.villages"
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Territory:
    """Kelurahan by BPS code, or the whole city; the empty territory has nobody in it."""

    villages: frozenset[str] = frozenset()
    is_whole_city: bool = False

    def has(self, village_code: str | None) -> bool:
        """Whether a family of that kelurahan is inside; one of no known kelurahan is only inside
        the whole city."""
        return self.is_whole_city or village_code in self.villages

    @property
    def setting(self) -> str:
        """Its text in the database's session: `*`, codes with commas, or nothing."""
        return EVERYWHERE if self.is_whole_city else ",".join(sorted(self.villages))


NOWHERE = Territory()
WHOLE_CITY = Territory(is_whole_city=True)


def territory_of(roles: Iterable[str], villages: Iterable[str]) -> Territory:
    """What roles may see, given the kelurahan handed to the user."""
    reach = reach_of(roles)
    if reach is Reach.CITY:
        return WHOLE_CITY
    return Territory(frozenset(villages)) if reach is Reach.TERRITORY else NOWHERE


def require_villages(codes: Iterable[str]) -> list[str]:
    """The codes in order, each once; UsageFault for one that is no kelurahan of the city."""
    known = {v.bps for v in city_villages()}
    chosen = sorted(set(codes))
    wrong = [code for code in chosen if code not in known]
    if wrong:
        raise UsageFault(
            "{wrong} bukan kode BPS kelurahan di kota ini.",
            hint="Kodenya 10 angka, misalnya {known}.",
            wrong=wrong[0],
            known=min(known),
        )
    return chosen


def set_territory(cursor: Cursor, territory: Territory, *, for_transaction: bool) -> None:
    """Let row security show the families of a territory, and no others, from here on: to the end
    of the transaction, or of the session."""
    cursor.execute("select set_config(%s, %s, %s)", [SETTING, territory.setting, for_transaction])


@contextlib.contextmanager
def seen_by(cursor: Cursor, territory: Territory) -> Iterator[None]:
    """Row security shows a territory while the context lasts, and nobody afterwards."""
    set_territory(cursor, territory, for_transaction=False)
    try:
        yield
    finally:
        set_territory(cursor, NOWHERE, for_transaction=False)
