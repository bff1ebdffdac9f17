"""How right found links are, by group of records, against the made-up city's truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

_REVIEWED = Path(__file__).with_name("linkage_reviewed.sql")
_JUDGED = Path(__file__).with_name("linkage_accuracy.sql")


@dataclass(frozen=True, slots=True)
class GroupMatches:
    """Right links, all links, and records of people who live in the city."""

    right: int
    linked: int
    living: int

    @property
    def precision(self) -> float:
        """Share of links that are right."""
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        """Share of living people's records that are linked rightly."""
        return self.right / self.living if self.living else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(self.linked + self.living, 1)


def found_by_group(home: Path, truth: Path, out: Path) -> dict[str, GroupMatches]:
    """What the links in `out` are worth, by group of records of the old list."""
    views = {
        "found": out,
        "listed": next(home.glob("deliveries/dtks/*/person.parquet")),
        "register": next(home.glob("deliveries/dtsen/*/person.parquet")),
        "true_link": truth / "link_dtks_sintetis.parquet",
        "true_person": next(truth.glob("person_*_sintetis.parquet")),
    }
    with duckdb.connect() as database:
        for name, file in views.items():
            source = database.read_parquet(str(file))
            if name == "found" and "source" in source.columns:
                source = source.filter("source = 'dtks'")
            source.create_view(name)
        rows = database.execute(_JUDGED.read_text(encoding="utf-8")).fetchall()
    return {group: GroupMatches(right, linked, living) for group, right, linked, living in rows}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The review queue: pairs, right ones, matches that were missed, how far said and right shares
    are apart; and the records of people whom nobody knows, with those linked to somebody."""

    pairs: int
    right: int
    missed: int
    calibration_error: float
    strangers: int
    strangers_linked: int

    @property
    def recall(self) -> float:
        """Share of the missed matches that the queue holds."""
        return self.right / max(self.missed, 1)


def reviewed(truth: Path, out: Path) -> Reviewed:
    """What the queue beside the links in `out` is worth; needs the civil register's links too."""
    views = {
        "found": out,
        "asked": out.with_suffix(".review.parquet"),
        "true_link": truth / "link_dtks_sintetis.parquet",
        "civil_link": truth / "link_dukcapil_sintetis.parquet",
        "true_person": next(truth.glob("person_*_sintetis.parquet")),
    }
    with duckdb.connect() as database:
        for name, file in views.items():
            database.read_parquet(str(file)).create_view(name)
        rows = database.execute(_REVIEWED.read_text(encoding="utf-8")).fetchall()
    return Reviewed(*rows[0])
