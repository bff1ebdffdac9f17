"""Civil servants and wage earners, as their employers list them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.dirt.clerks import Listed
from desil.synthetic.dirt.spoiling import struck, typing_slips
from desil.synthetic.draw.serials import draw_different
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.files.dialects import Dialect, write_csv
from desil.synthetic.files.spreadsheets import write_xlsx
from desil.synthetic.sources.links import write_link
from desil.synthetic.sources.sending import Sending
from desil.synthetic.words import numbers_series

EMPLOYEE, PUBLIC = 4, 5
WAGE_COLUMNS = Listed(name="nama", number="nik", birth_date="tanggal_lahir", date_format="%d-%m-%Y")
AGENCIES = (
    *("DINAS PENDIDIKAN", "DINAS KESEHATAN", "SEKRETARIAT DAERAH", "DINAS PERHUBUNGAN"),
    *("KECAMATAN", "KELURAHAN", "SATPOL PP", "RSUD", "BAPENDA", "DINAS LINGKUNGAN HIDUP"),
)
GRADES = ("II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b")


def write_asn(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """The city's own civil servants, as a spreadsheet."""
    rng = stream_of(city.seed, "asn")
    people, age = city.population.people, city.population.ages
    public = (people["work_status"] == PUBLIC) & (age >= 20) & (age <= 60)
    share = city.parameters.value("sources.asn")["city_share"]
    rows = rng.permutation(np.flatnonzero(public & (rng.random(len(people)) < share)))
    grade = np.clip(rng.normal(4.6, 2.3, len(rows)), 0, len(GRADES) - 1).astype(int)
    frame = pl.DataFrame(
        {
            "nip": _nips(people["birth_date"][rows], people["sex"][rows], age[rows], rng),
            "nik": pl.Series(people["nik"][rows]).cast(pl.String),
            "nama": city.names.gather(rows),
            "instansi": np.array(AGENCIES)[rng.integers(0, len(AGENCIES), len(rows))],
            "golongan": np.array(GRADES)[grade],
        }
    )
    write_link(truth, "asn", {"nip": frame["nip"], "person_id": people["id"][rows]})
    return [write_xlsx(frame, folder / "asn_3275_sintetis.xlsx")]


def _nips(
    birth: NDArray[np.datetime64],
    sex: NDArray[np.int8],
    age: NDArray[np.int16],
    rng: np.random.Generator,
) -> pl.Series:
    """18 digits: birth date, month of appointment, sex, serial from 800; all different."""
    served = (rng.random(len(birth)) * np.maximum(age - 20, 1)).astype(np.int64)
    year = np.maximum(2025 - served, 1985)
    month = rng.integers(1, 13, len(birth))
    serial = rng.integers(0, 200, len(birth))
    frame = pl.DataFrame({"b": birth, "y": year, "m": month, "s": sex, "n": serial})
    same = ("b", "y", "m", "s")
    serials = 800 + (pl.col("n").first().over(same) + pl.int_range(pl.len()).over(same)) % 200
    text = pl.concat_str(
        pl.col("b").dt.strftime("%Y%m%d"),
        pl.col("y").cast(pl.String),
        pl.col("m").cast(pl.String).str.zfill(2),
        pl.col("s").cast(pl.String),
        serials.cast(pl.String),
    )
    return frame.select(text.alias("nip")).to_series()


def write_bpjs_tk(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """Formal workers with the wage that their employer states, heaped at the minimum."""
    rng = stream_of(city.seed, "bpjs_tk")
    shares = city.parameters.value("sources.wages")
    people = city.population.people
    formal = (people["work_status"] == EMPLOYEE) & (rng.random(len(people)) < shares["formal"])
    rows = rng.permutation(np.flatnonzero(formal))
    names = city.names.gather(rows)
    slips = struck(rng, len(rows), 0.015)
    names = names.scatter(slips, typing_slips(names.gather(slips), rng))
    nik = np.where(rng.random(len(rows)) < shares["nik_empty"], -1, people["nik"][rows])
    firm = (rng.pareto(0.9, len(rows)) * 3).astype(np.int64) % int(shares["employers"])
    frame = pl.DataFrame(
        {
            "kpj": draw_different(rng, len(rows), 10**10, 10**11),
            "nik": numbers_series(nik),
            "nama": names,
            "tanggal_lahir": pl.Series(people["birth_date"][rows]).dt.strftime("%d-%m-%Y"),
            "upah": _wages(city, rows, rng),
            "npp": pl.Series(10_000_000 + firm * 977).cast(pl.String),
        }
    )
    frame = city.worsened(frame, WAGE_COLUMNS, "bpjs_tk")
    write_link(truth, "bpjs_tk", {"kpj": frame["kpj"], "person_id": people["id"][rows]})
    return [write_csv(frame, folder / "bpjs_tk_3275_sintetis.csv", Dialect(crlf=True))]


def _wages(city: Sending, rows: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Rupiah a month: the minimum wage for many, else by the family's score."""
    shares = city.parameters.value("sources.wages")
    score = city.standing.score[city.population.people["family"][rows]] / 1_000_000
    spread = rng.normal(0, shares["spread"], len(rows))
    free = shares["minimum"] * np.exp(0.62 * (score - 14.35) + spread)
    heaped = rng.random(len(rows)) < shares["at_minimum"]
    wage = np.where(heaped, shares["minimum"], np.round(free / 50_000) * 50_000)
    return np.asarray(wage, dtype=np.int64)
