"""DTKS: the predecessor, stale and dirty, with a third of the families."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.dirt.clerks import Listed
from desil.synthetic.dirt.gone import DEAD
from desil.synthetic.dirt.spoiling import (
    nicknames,
    other_spellings,
    spoiled,
    struck,
    titled,
    typing_slips,
)
from desil.synthetic.draw.serials import draw_different
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.files.dialects import Dialect, write_csv
from desil.synthetic.people.members import CHILD, FEMALE, SPOUSE
from desil.synthetic.rows import Array, Rows
from desil.synthetic.sources.links import village_codes, write_link
from desil.synthetic.sources.sending import Sending
from desil.synthetic.sources.stale import stale_cards, stale_dates, stale_niks
from desil.synthetic.words import gathered

YES_NO: list[str | None] = ["TIDAK", "YA"]
COLUMNS = Listed(
    name="nama",
    number="nik",
    address="alamat",
    birth_date="tanggal_lahir",
    date_format="%d/%m/%Y",
    card="no_kk",
)


def write_dtks(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """One row per listed person, shuffled; ids say nothing."""
    rng = stream_of(city.seed, "dtks")
    shares = city.parameters.value("sources.dtks")
    listed, year = _listed(city, shares, rng)
    rows = city.population.people.take(listed)
    dead = _dead(city, len(listed), shares["dead"], rng)
    strange = city.strangers("dtks", len(listed))
    names = pl.concat(
        [
            city.names.gather(listed),
            city.gone_names.gather(dead),
            city.unknown_names.gather(strange),
        ]
    )
    source = Rows(
        {
            name: np.concatenate([rows[name], city.gone[name][dead], city.unknown[name][strange]])
            for name in ("id", "family", "nik", "sex", "birth_date", "relationship")
        }
    )
    year = np.concatenate([year, rng.integers(2015, 2022, len(dead)), np.full(len(strange), 2020)])
    twice = struck(rng, len(source), shares["doubled"])
    order = rng.permutation(np.concatenate([np.arange(len(source)), twice]))
    source, names, year = source.take(order), names.gather(order), year[order]
    frame = _frame(city, source, names, year, shares, rng)
    frame = without_cards(city, frame, source["id"])
    frame = city.worsened(frame, COLUMNS, "dtks")
    write_link(truth, "dtks", {"id_dtks": frame["id_dtks"], "person_id": source["id"]})
    dialect = Dialect(separator=";", quoted=True, crlf=True, encoding="cp1252")
    return [write_csv(frame, folder / "dtks_3275_sintetis.csv", dialect)]


def without_cards(city: Sending, frame: pl.DataFrame, ids: Array) -> pl.DataFrame:
    """`frame` where unknown people who lodge with nobody have no card number."""
    alone = city.unknown["id"][~city.unknown["is_lodger"]]
    cards = pl.when(~pl.Series(np.isin(ids, alone))).then("no_kk")
    return frame.with_columns(cards.alias("no_kk")) if len(alone) else frame


def _listed(
    city: Sending, shares: dict[str, Any], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of listed people, and the year in which their family was last seen."""
    decile = city.standing.national
    place = np.where(decile < 0, 10, decile - 1)
    chance = np.array(shares["share_by_decile"])[place]
    chosen = rng.random(len(decile)) < chance
    first, last = shares["years"]
    seen = first + (rng.random(len(decile)) ** 0.7 * (last - first + 1)).astype(np.int64)
    family = city.population.people["family"]
    born = city.population.people["birth_date"].astype("datetime64[Y]").astype(int) + 1970
    listed = np.flatnonzero(chosen[family] & (born <= seen[family]))
    return listed, seen[family[listed]]


def _dead(city: Sending, listed: int, share: float, rng: np.random.Generator) -> Array:
    """Rows of dead people who still stand on the list."""
    dead = np.flatnonzero(city.gone["why"] == DEAD)
    return rng.permutation(dead)[: round(listed * share)]


def _frame(
    city: Sending,
    source: Rows,
    names: pl.Series,
    year: Array,
    shares: dict[str, Any],
    rng: np.random.Generator,
) -> pl.DataFrame:
    count, family = len(source), source["family"]
    homes = city.population.families
    moved = struck(rng, count, shares["address_old"])
    home = family.copy()
    home[moved] = rng.integers(0, len(homes), len(moved))
    poor = city.standing.national[family]
    benefits = {
        name: gathered(
            YES_NO, (rng.random(count) < np.where((poor >= 1) & (poor <= 4), p, 0.1)) * 1
        )
        for name, p in (("pkh", 0.30), ("sembako", 0.45), ("pbi", 0.75))
    }
    mothers = city.names.gather(_mothers(city, source, rng)).str.split(" ").list.first()
    return pl.DataFrame(
        {
            "id_dtks": pl.Series(draw_different(rng, count, 10**15, 10**16)).cast(pl.String),
            "idart": draw_different(rng, count, 10**9, 10**10),
            "nik": stale_niks(city.population.people, source, shares, rng),
            "no_kk": stale_cards(city, family, shares, rng),
            "nama": _dirty_names(names, shares, rng).str.replace("'", "’", literal=True),
            "jenis_kelamin": source["sex"],
            "tanggal_lahir": stale_dates(source["birth_date"], shares, rng),
            "nama_ibu": mothers,
            "kode_kelurahan": village_codes(homes["village"][home]),
            "alamat": city.addresses.gather(home),
            "hubungan": source["relationship"],
            "tahun": year,
            **benefits,
        }
    )


def _mothers(city: Sending, source: Rows, rng: np.random.Generator) -> NDArray[np.int64]:
    """The row of each person's mother: of children the head's wife, of others some woman."""
    people = city.population.people
    women = np.flatnonzero((people["sex"] == FEMALE) & (people["relationship"] == SPOUSE))
    wife = np.full(len(city.population.families), -1, dtype=np.int64)
    wife[people["family"][women]] = women
    mother = np.where(source["relationship"] == CHILD, wife[source["family"]], -1)
    anyone = women[rng.integers(0, len(women), len(source))]
    return np.where(mother >= 0, mother, anyone)


def _dirty_names(names: pl.Series, shares: dict[str, Any], rng: np.random.Generator) -> pl.Series:
    """Names with other spellings, slips, nicknames and titles, each with its share."""
    makers = (
        (shares["name_variant"], lambda some: other_spellings(some, rng)),
        (shares["name_typo"], lambda some: typing_slips(some, rng)),
        (shares["name_nickname"], nicknames),
        (shares["name_title"], lambda some: titled(some, rng)),
    )
    for share, change in makers:
        rows = struck(rng, len(names), share)
        names = spoiled(names, rows, change(names.gather(rows)))
    return names
