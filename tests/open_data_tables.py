"""Releases for open data, written as small tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desil.dictionary.label import Label
from desil.open_data.counts import Area, Cells, Count, ProgrammeCounts, ReleaseCounts, Status
from tests.table import rows_of

RELEASED = date(2026, 1, 23)
NAMES = {
    "3275": "Kota Bekasi", "3275010": "Pondokgede", "3275040": "Bekasi Timur",
    "3275010009": "Jatiwaringin", "3275010011": "Jaticempaka", "3275040006": "Bekasijaya",
}  # fmt: skip


def areas_of(villages: set[str]) -> tuple[Area, ...]:
    """The city, the kecamatan and the kelurahan of these codes."""
    levels = (("kota", 4, ""), ("kecamatan", 7, 4), ("kelurahan", 10, 7))
    return tuple(
        Area(level, code, NAMES[code], code[:above] if above else "")
        for level, length, above in levels
        for code in sorted({v[:length] for v in villages})
    )


def release_of(
    families: Cells, programmes: Mapping[str, Mapping[Status, Cells]], *, run: str = "run-uji"
) -> ReleaseCounts:
    """A release of these counts."""
    return ReleaseCounts(
        RELEASED,
        run,
        areas_of({village for village, _ in families}),
        families,
        tuple(
            ProgrammeCounts(
                code, Label(f"Program {code}", f"Programme {code}"), "family", "Permensos 1/2018",
                date(2026, 1, 1), "2026-Q1" if Status.LISTED in parts else "", parts,
            )
            for code, parts in programmes.items()
        ),
    )  # fmt: skip


def cells_of(table: str) -> Cells:
    """Counts from a table `village | <desil> …`; three people in each family."""
    return {
        (row["village"], decile): Count(int(told), 3 * int(told))
        for row in rows_of(table)
        for decile, told in row.items()
        if decile != "village" and told
    }
