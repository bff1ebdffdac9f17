"""The work lists of one kelurahan, as row security lets their reader see them.

The same four questions that `desil.ranking.worklists` asks a run, asked of the published tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from desil.database.cursor import Cursor
from desil.dictionary.rules.rw import RT_IN_ADDRESS, RW_IN_ADDRESS
from desil.engine.sql_file import postgres_text
from desil.ranking.uncertainty.residual import certainty_policy


class Worklist(StrEnum):
    """A list of families; its value stands in addresses."""

    UNRANKED = "belum-diperingkat"  # no official decile, but an indicative one
    CONTRADICTING = "bertentangan"  # the official decile contradicts the facts
    WORTH_VISITING = "kunjungan"  # the side of the boundary is too close to call


@dataclass(frozen=True, slots=True)
class Listed:
    """A family on a list; `rw` and `rt` are three digits from its address, 000 where it has none.
    Deciles are national, `desil_1_4_ppm` the probability of desil 1-4 in parts per million."""

    family_number: str
    village_code: str
    head_name: str | None
    address: str | None
    rw: str
    rt: str
    official: int | None
    indicative: int | None
    desil_1_4_ppm: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An RW: families with an indicative decile, how many of them each list holds, and how many
    visits are expected to put on the right side of the boundary, in thousandths of a family."""

    rw: str
    families: int
    unranked: int
    contradicting: int
    worth_visiting: int
    gain_milli: int

    @property
    def gain(self) -> int:
        """The same in whole families."""
        return round(self.gain_milli / 1000)


@dataclass(frozen=True, slots=True)
class Where:
    """What is listed: a kelurahan of a publication at its newest release, or one RW of it."""

    publication_id: int
    release_date: date
    village_code: str
    rw: str | None = None

    def binds(self) -> dict[str, object]:
        """The binds that both statements have in common."""
        policy = certainty_policy()
        return {
            "publication_id": self.publication_id,
            "release_date": self.release_date,
            "village_code": self.village_code,
            "rw_in_address": RW_IN_ADDRESS,
            "rt_in_address": RT_IN_ADDRESS,
            "boundary": policy.boundary,
            "too_close_ppm": policy.too_close_ppm,
            "contradiction_ppm": policy.contradiction_ppm,
        }


@cache
def _statement(name: str) -> str:
    return postgres_text("desil.register.worklists", f"sql/{name}")


def listed_families(
    cursor: Cursor, worklist: Worklist, where: Where, *, start: int, size: int
) -> tuple[Sequence[Listed], int]:
    """The families from `start` on, `size` of them at most, and how many the list has; past its
    end (or for an empty list) none, and 0."""
    binds = where.binds() | {
        "worklist": worklist.value,
        "rw": where.rw,
        "page_size": size,
        "page_start": start,
    }
    cursor.execute(_statement("listed_families"), binds)
    rows = cursor.fetchall()
    return [Listed(*row[:-1]) for row in rows], int(rows[0][-1]) if rows else 0


def neighbourhoods(cursor: Cursor, where: Where) -> list[Neighbourhood]:
    """The RW of a kelurahan, the one where visits change most first."""
    cursor.execute(_statement("neighbourhood_gains"), where.binds())
    return [Neighbourhood(*row) for row in cursor.fetchall()]
