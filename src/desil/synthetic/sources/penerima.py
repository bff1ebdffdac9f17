"""Who receives what now: PKH and Sembako by family card, PBI by NIK."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from desil.synthetic.draw.streams import stream_of
from desil.synthetic.files.dialects import Dialect, write_csv
from desil.synthetic.sources.links import write_link
from desil.synthetic.sources.sending import Sending
from desil.synthetic.words import numbers_series

PERIOD = "2025-09"
RECEIVING = 1
VALUES = {"PKH": 750_000, "SEMBAKO": 200_000, "PBI-JK": 42_000}


def write_penerima(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """One row per recipient and programme, shuffled; some of the recipients are gone."""
    rng = stream_of(city.seed, "penerima")
    frames = [
        *(_by_family(city, programme, rng) for programme in ("PKH", "SEMBAKO")),
        _by_person(city, rng),
    ]
    frame = pl.concat(frames)
    frame = frame.gather(rng.permutation(frame.height))
    link = frame.select("program", "nik", "no_kk", "family_id", "person_id")
    write_link(truth, "penerima", {c: link[c] for c in link.columns})
    file = folder / "penerima_3275_sintetis.csv"
    return [write_csv(frame.drop("family_id", "person_id"), file, Dialect(separator=";"))]


def _by_family(city: Sending, programme: str, rng: np.random.Generator) -> pl.DataFrame:
    shares = np.array(city.parameters.value("sources.penerima")[programme.lower()])
    decile = city.standing.national
    place = np.where(decile < 0, 10, decile - 1)
    rows = np.flatnonzero(rng.random(len(decile)) < shares[place])
    families = city.population.families
    return _frame(
        programme,
        nik=np.full(len(rows), -1),
        card=families["family_number"][rows],
        names=city.names.gather(city.population.heads[rows]),
        family_id=families["id"][rows],
        person_id=city.population.people["id"][city.population.heads[rows]],
    )


def _by_person(city: Sending, rng: np.random.Generator) -> pl.DataFrame:
    """Members of PBI families, and some people who died or moved away."""
    people, families, gone = city.population.people, city.population.families, city.gone
    rows = np.flatnonzero((families["pbi_national"] == RECEIVING)[people["family"]])
    share = city.parameters.value("sources.penerima")["gone"]
    dead = rng.permutation(len(gone))[: round(len(rows) * share)]
    family = np.concatenate([people["family"][rows], gone["family"][dead]])
    return _frame(
        "PBI-JK",
        nik=np.concatenate([people["nik"][rows], gone["nik"][dead]]),
        card=np.full(len(family), -1),
        names=pl.concat([city.names.gather(rows), city.gone_names.gather(dead)]),
        family_id=families["id"][family],
        person_id=np.concatenate([people["id"][rows], gone["id"][dead]]),
    )


def _frame(
    programme: str,
    *,
    nik: np.typing.NDArray[np.int64],
    card: np.typing.NDArray[np.int64],
    names: pl.Series,
    family_id: np.typing.NDArray[np.int32],
    person_id: np.typing.NDArray[np.int32],
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "nik": numbers_series(nik.astype(np.int64)),
            "no_kk": numbers_series(card.astype(np.int64)),
            "nama": names,
            "family_id": family_id,
            "person_id": person_id,
        }
    ).select(
        pl.lit(programme).alias("program"),
        "nik",
        "no_kk",
        "nama",
        pl.lit(PERIOD).alias("periode"),
        pl.lit(VALUES[programme]).alias("nilai"),
        pl.lit("aktif").alias("status"),
        "family_id",
        "person_id",
    )
