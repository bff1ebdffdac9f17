"""A DTSEN release: the two hand-over files, in the first naming scheme."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from desil.dictionary.column import Kind, Table
from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.progress import Stage
from desil.synthetic.dwelling import owns_something
from desil.synthetic.facts.civil import KTP_EDUCATION, KTP_OCCUPATION
from desil.synthetic.parameters import Parameters
from desil.synthetic.population import Population
from desil.synthetic.rows import Array, Rows
from desil.synthetic.standing import Standing
from desil.synthetic.words import (
    address_series,
    area_columns,
    gathered,
    ktp_area_columns,
    name_series,
    numbers_series,
    padded,
)

SEPARATOR = "|"
CHUNK = 450_000
YES_NO: list[str | None] = [None, "Ya", "Tidak"]
FAMILY_COLUMNS_OF_MEMBERS = (
    *("village", "ktp_place", "rt", "rw", "street", "house", "family_number"),
    *("facts_known", "pbi_national", "pbi_local"),
)
ASKED_LATER = ("Perumahan", "Aset")
SURVEYED = ("Pendidikan", "Ketenagakerjaan", "Usaha", "Kesehatan", "Disabilitas")


def write_release(
    folder: Path,
    parameters: Parameters,
    population: Population,
    standing: Standing,
    stage: Stage,
) -> list[Path]:
    """The two files of the release, in `folder`; the family file comes first.

    `stage` hears of the rows written: all families and all people.
    """
    day = population.on.strftime("%Y%m%d")
    family_file = folder / f"keluarga_dtsen_v3_3275_{day}_sintetis.csv"
    member_file = folder / f"anggota_keluarga_dtsen_v3_2026_3275_{day}_sintetis.csv"
    names = name_series(population.people)
    frame = family_frame(population, standing, names.gather(population.heads))
    frame.write_csv(family_file, separator=SEPARATOR)
    stage.advance(len(frame))
    del frame
    _write_members(member_file, parameters, population, names, stage)
    return [family_file, member_file]


def family_frame(population: Population, standing: Standing, head_names: pl.Series) -> pl.DataFrame:
    """The family file: one row per family, columns as the hand-over file has them."""
    families = population.families
    columns: dict[str, pl.Series] = {
        **area_columns(families["village"]),
        "address": address_series(families),
        "stated_size": pl.Series(np.bincount(population.people["family"])),
        "head_name": head_names,
        "decile_national": numbers_series(standing.national),
        "decile_province": numbers_series(standing.province),
        "decile_city": numbers_series(standing.city),
        "owns_assets": gathered(YES_NO, np.where(owns_something(families), 1, 2)),
    }
    return _laid_out(FAMILY, columns, families, families["facts_known"], ASKED_LATER)


def member_frame(
    parameters: Parameters, families: Rows, people: Rows, names: pl.Series
) -> pl.DataFrame:
    """The member file: one row per person, columns as the hand-over file has them."""
    family = people["family"]
    home = families.take(family)
    columns: dict[str, pl.Series] = {
        "family_number": pl.Series(home["family_number"]),
        "name": names,
        "birth_date": pl.Series(people["birth_date"]),
        "pbi_national": gathered(YES_NO, home["pbi_national"]),
        "pbi_local": gathered(YES_NO, home["pbi_local"]),
        **ktp_area_columns(parameters, home["village"], home["ktp_place"]),
        "ktp_rt": padded(home["rt"]),
        "ktp_rw": padded(home["rw"]),
        "ktp_hamlet": pl.Series([None], dtype=pl.String).new_from_index(0, len(people)),
        "ktp_address": address_series(home),
        "ktp_occupation": gathered(list(KTP_OCCUPATION), people["ktp_occupation"]),
        "ktp_education": gathered(list(KTP_EDUCATION), people["ktp_education"]),
    }
    return _laid_out(PERSON, columns, people, home["facts_known"], SURVEYED)


def _write_members(
    file: Path,
    parameters: Parameters,
    population: Population,
    names: pl.Series,
    stage: Stage,
) -> None:
    """The member file, a stretch of rows at a time, to be frugal with memory."""
    people = population.people
    families = Rows({name: population.families[name] for name in FAMILY_COLUMNS_OF_MEMBERS})
    with file.open("wb") as sink:
        for start in range(0, len(people), CHUNK):
            rows = people.take(slice(start, start + CHUNK))  # type: ignore[arg-type]
            frame = member_frame(parameters, families, rows, names.slice(start, CHUNK))
            frame.write_csv(sink, separator=SEPARATOR, include_header=start == 0)
            stage.advance(len(frame))


def _laid_out(
    table: Table, made: dict[str, pl.Series], rows: Rows, known: Array, withheld: tuple[str, ...]
) -> pl.DataFrame:
    """All columns of a table in its order; those of withheld groups only where facts are known."""
    visible = pl.Series(known)
    laid: dict[str, pl.Series] = {}
    for column in table.columns:
        if column.only_in:
            continue
        series = made.get(column.name)
        if series is None:
            values = rows[column.name]
            words = column.kind is Kind.YES_NO
            series = gathered(YES_NO, values) if words else numbers_series(values)
        if column.group in withheld and not column.name.startswith("ktp_"):
            series = pl.select(pl.when(visible).then(series)).to_series()
        laid[column.dtsen_name] = series
    return pl.DataFrame(laid)
