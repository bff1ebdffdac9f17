"""Regsosek: the survey of 2022, households and members, in the codes of its form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.dictionary.column import Column
from desil.dictionary.tables import FAMILY, PERSON
from desil.synthetic.dirt.clerks import Listed
from desil.synthetic.dirt.spoiling import other_spellings, spoiled, struck
from desil.synthetic.draw.serials import draw_different
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.files.dialects import Dialect, write_csv
from desil.synthetic.rows import Array, Rows
from desil.synthetic.sources.links import village_codes, write_link
from desil.synthetic.sources.sending import Sending
from desil.synthetic.words import gathered, numbers_series, padded

MEMBER_COLUMNS = Listed(name="nama", number="nik", birth_date="tanggal_lahir")
SURVEYED_UNTIL = np.datetime64("2022-11-14")
PERSON_ANSWERS = (
    "school_participation",
    "education_level",
    "education_grade",
    "highest_diploma",
    "is_working",
    "work_industry",
    "work_status",
    "seeing",
    "hearing",
    "walking",
    "hands",
    "learning",
    "behaviour",
    "communicating",
    "self_care",
    "remembering",
    "depression",
)


def write_regsosek(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """The file of households and the file of members, both shuffled."""
    rng = stream_of(city.seed, "regsosek")
    shares = city.parameters.value("sources.regsosek")
    host = _hosts(city, shares, rng)
    homes = np.flatnonzero(host == np.arange(len(host)))
    number = np.zeros(len(host), dtype=np.int64)
    number[homes] = draw_different(rng, len(homes), 10**12, 10**13)
    households = rng.permutation(homes)
    listed = _household_frame(city, households, number, shares, rng)
    first = write_csv(
        city.restyled(listed, "alamat", "regsosek"),
        folder / "regsosek_rumah_tangga_3275_sintetis.csv",
        Dialect(quoted=True),
    )
    frame, ids = _member_frame(city, host, number, shares, rng)
    second = folder / "regsosek_anggota_3275_sintetis.csv"
    frame = city.worsened(frame, MEMBER_COLUMNS, "regsosek")
    write_csv(frame, second, Dialect())
    link: dict[str, pl.Series | Array] = {
        "id_ruta": frame["id_ruta"],
        "no_art": frame["no_art"],
        "person_id": ids,
    }
    write_link(truth, "regsosek", link)
    return [first, second]


def _hosts(city: Sending, shares: dict[str, Any], rng: np.random.Generator) -> NDArray[np.int64]:
    """For each family the one in whose household it was counted (itself mostly), -1 if missed."""
    ranked = city.population.families["is_ranked"]
    found = rng.random(len(ranked)) < np.where(ranked, shares["ranked"], shares["unranked"])
    host = np.where(found, np.arange(len(ranked)), -1)
    village = city.population.families["village"]
    joins = rng.random(len(ranked)) < shares["joined"]
    joins[0] = False
    joins[1:] &= ~joins[:-1] & found[:-1] & (village[1:] == village[:-1])
    joined = np.flatnonzero(joins & found)
    host[joined] = joined - 1
    return host


def _household_frame(
    city: Sending,
    households: Array,
    number: Array,
    shares: dict[str, Any],
    rng: np.random.Generator,
) -> pl.DataFrame:
    families = city.population.families.take(households)
    answers = [c for c in FAMILY.columns if c.group in ("Perumahan", "Aset")]
    return pl.DataFrame(
        {
            "id_ruta": number[households],
            "kode_kelurahan": village_codes(families["village"]),
            "rw": padded(families["rw"]),
            "rt": padded(families["rt"]),
            "alamat": city.addresses.gather(households),
            **{
                c.dtsen_name: form_series(c, misreported(families[c.name], shares, rng))
                for c in answers
                if c.name in families.columns
            },
        }
    )


def _member_frame(
    city: Sending,
    host: NDArray[np.int64],
    number: Array,
    shares: dict[str, Any],
    rng: np.random.Generator,
) -> tuple[pl.DataFrame, NDArray[np.int64]]:
    """The members' file, and the lasting id of each."""
    people = city.population.people
    counted = (host[people["family"]] >= 0) & (people["birth_date"] <= SURVEYED_UNTIL)
    rows = np.flatnonzero(counted)
    household = host[people["family"][rows]]
    opening = np.ones(len(rows), dtype=bool)
    opening[1:] = household[1:] != household[:-1]
    start = np.maximum.accumulate(np.where(opening, np.arange(len(rows)), 0))
    position = np.arange(len(rows)) - start + 1
    order = rng.permutation(len(rows))
    rows, household, position = rows[order], household[order], position[order]
    listed = people.take(rows)
    names = city.names.gather(rows)
    variants = struck(rng, len(rows), shares["name_variant"])
    names = spoiled(names, variants, other_spellings(names.gather(variants), rng))
    frame = pl.DataFrame(
        {
            "id_ruta": number[household],
            "no_art": position.astype(np.int16),
            "nomor_keluarga": 1 + (household != listed["family"]).astype(np.int8),
            "nik": numbers_series(_niks(listed, shares, rng)),
            "nama": names,
            "jenis_kelamin": listed["sex"],
            "tanggal_lahir": listed["birth_date"],
            "hubungan": listed["relationship"],
            **{
                PERSON.column(n).dtsen_name: form_series(
                    PERSON.column(n), misreported(listed[n], shares, rng)
                )
                for n in PERSON_ANSWERS
            },
        }
    )
    return _with_strangers(city, frame, listed["id"])


def _with_strangers(
    city: Sending, frame: pl.DataFrame, ids: NDArray[np.int64]
) -> tuple[pl.DataFrame, NDArray[np.int64]]:
    """The members' file with unknown people among the rows, each in a household at random."""
    strange = city.strangers("regsosek", frame.height)
    if not len(strange):
        return frame, ids
    rng = stream_of(city.seed, "regsosek unknown households")
    host = rng.integers(0, frame.height, len(strange))
    people = city.unknown.take(strange)
    answers = frame.gather(host)
    added = answers.with_columns(
        pl.Series("no_art", 50 + np.arange(len(strange)) % 200, dtype=frame["no_art"].dtype),
        numbers_series(people["nik"]).cast(frame["nik"].dtype).alias("nik"),
        city.unknown_names.gather(strange).alias("nama"),
        pl.Series("jenis_kelamin", people["sex"], dtype=frame["jenis_kelamin"].dtype),
        pl.Series("tanggal_lahir", people["birth_date"], dtype=frame["tanggal_lahir"].dtype),
        pl.lit(8, dtype=frame["hubungan"].dtype).alias("hubungan"),
    )
    order = rng.permutation(frame.height + len(strange))
    whole = pl.concat([frame, added]).gather(order)
    return whole, np.concatenate([ids, people["id"]])[order]


def _niks(listed: Rows, shares: dict[str, Any], rng: np.random.Generator) -> Array:
    return np.where(rng.random(len(listed)) < shares["nik_empty"], -1, listed["nik"])


def misreported(answers: Array, shares: dict[str, Any], rng: np.random.Generator) -> Array:
    """The answers, some of them replaced by the answer of somebody else who was asked."""
    wrong = struck(rng, len(answers), shares["misreported"])
    wrong = wrong[answers[wrong] >= 0]
    other = answers[rng.integers(0, len(answers), len(wrong))]
    given = answers.copy()
    given[wrong] = np.where(other >= 0, other, answers[wrong])
    return given


def form_series(column: Column, codes: Array) -> pl.Series:
    """Register codes as the form numbers them; null for those not asked."""
    if column.codes is None:
        return numbers_series(codes)
    labels: list[str | None] = [None] * (max(column.codes.values) + 2)
    for value in column.codes.values:
        labels[value + 1] = column.codes.written(value, in_form_codes=True)
    return gathered(labels, codes.astype(np.int64) + 1)
