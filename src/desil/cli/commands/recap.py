"""`desil recap`: families and people by decile, as the register counts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from desil.cli.answer import number, show_json, show_table
from desil.cli.options import DEFAULT_HOME, AsJson, Home, date_of
from desil.cli.register import held_register
from desil.errors import catalogued
from desil.register.names import AreaLevel
from desil.register.recap import (
    AreaCount,
    Counts,
    area_counts,
    recounted,
    required_publication,
)

_PEOPLE = catalogued("jiwa")
_HEADINGS = ("1", "2", "3", "4", "5", "6-10", "belum", "semua")


def _cells(counts: Counts) -> list[str]:
    figures = (*counts.by_decile[:5], counts.between(6, 10), counts.unranked, counts.total)
    return [number(figure) for figure in figures]


def counted(
    home: Path, level: AreaLevel, release: date | None, *, afresh: bool
) -> tuple[date, Sequence[AreaCount]]:
    """The release that was meant, and its areas of one level; NotFound where nothing is out."""
    with held_register(home, "recap") as register, psycopg.connect(register.url) as connection:
        cursor = connection.cursor()
        publication = required_publication(cursor)
        chosen = publication.release(release).release_date
        if not afresh:
            return chosen, area_counts(cursor, publication.id, chosen, level)
        areas = recounted(cursor, publication.id, chosen)
        return chosen, [area for area in areas if area.level is level]


def show_recap(release: date, areas: Sequence[AreaCount]) -> None:
    """Two lines per area: families (KK) and people (jiwa), by official national decile."""
    rows = [
        (name, unit, *_cells(counts))
        for area in areas
        for name, unit, counts in (
            (area.name, "KK", area.families),
            ("", _PEOPLE, area.people),
        )
    ]
    show_table(
        "Menurut desil nasional resmi, rilis {release}",
        ("wilayah", "", *_HEADINGS),
        rows,
        numeric=set(range(2, 2 + len(_HEADINGS))),
        release=release,
    )


def recap(
    home: Home = DEFAULT_HOME,
    by: Annotated[
        AreaLevel, typer.Option("--by", help="kota, kecamatan, atau kelurahan.")
    ] = AreaLevel.CITY,
    release: Annotated[
        str | None, typer.Option(help="Tanggal rilis; bawaan: yang terbaru.")
    ] = None,
    recount: Annotated[
        bool, typer.Option("--recount", help="Hitung ulang dari baris register, bukan dari rekap.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Keluarga dan orang menurut desil resmi, dihitung dari register."""
    chosen, areas = counted(
        home, by, date_of(release) if release is not None else None, afresh=recount
    )
    if as_json:
        show_json([_facts(area) for area in areas])
        return
    show_recap(chosen, areas)


def _facts(area: AreaCount) -> dict[str, object]:
    facts = asdict(area)
    facts["release_date"] = area.release_date.isoformat()
    for unit, counts in (("families", area.families), ("people", area.people)):
        facts[unit] |= {"total": counts.total, "ranked": counts.ranked}
    return facts
