"""Dukcapil: the civil register, nearly complete, with some who are gone and not reported."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.dirt.gone import DEAD
from desil.synthetic.dirt.spoiling import struck
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.facts.civil import KTP_EDUCATION
from desil.synthetic.files.dialects import Dialect, write_csv
from desil.synthetic.people.identity import city_prefixes, draw_family_numbers
from desil.synthetic.sources.links import village_codes, write_link
from desil.synthetic.sources.sending import Sending
from desil.synthetic.words import gathered, padded

RELIGIONS: list[str | None] = ["ISLAM", "KRISTEN", "KATOLIK", "BUDDHA", "HINDU", "KONGHUCU"]
STATUSES: list[str | None] = ["hidup", "hidup", "meninggal", "pindah"]


def write_dukcapil(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """One row per person, in the order of their NIK."""
    rng = stream_of(city.seed, "dukcapil")
    shares = city.parameters.value("sources.dukcapil")
    people, gone = city.population.people, city.gone
    newborn = (np.datetime64(city.population.on) - people["birth_date"]).astype(int)
    late = (newborn < shares["late_newborn_days"]) & (
        rng.random(len(people)) < shares["late_newborn_share"]
    )
    here = np.flatnonzero(~late)
    cards = _newer_cards(city, rng, shares["last_card_change"])
    family = np.concatenate([people["family"][here], gone["family"]])
    nik = np.concatenate([people["nik"][here], gone["nik"]])
    order = np.argsort(nik, kind="stable")
    family, status = family[order], _status(city, len(here))[order]
    homes = city.population.families

    def both(name: str) -> NDArray[np.generic]:
        column: NDArray[np.generic] = np.concatenate([people[name][here], gone[name]])[order]
        return column

    gone_on = np.concatenate([np.full(len(here), "NaT", "datetime64[D]"), gone["gone_on"]])[order]
    gone_on[status == 0] = np.datetime64("NaT")
    names = pl.concat([city.names.gather(here), city.gone_names]).gather(order)
    frame = pl.DataFrame(
        {
            "nik": nik[order],
            "no_kk": cards[family],
            "nama": names,
            "jenis_kelamin": gathered([None, "L", "P"], both("sex")),
            "tanggal_lahir": both("birth_date"),
            "hubungan": both("relationship"),
            "kode_kelurahan": village_codes(homes["village"][family]),
            "rw": padded(homes["rw"][family]),
            "rt": padded(homes["rt"][family]),
            "agama": gathered(RELIGIONS, _religion(homes["community"], homes["id"])[family]),
            "pendidikan": gathered(list(KTP_EDUCATION), both("ktp_education")),
            "status": gathered(STATUSES, status),
            "tanggal_status": gone_on,
        }
    )
    write_link(truth, "dukcapil", {"nik": nik[order], "person_id": both("id")})
    return [write_csv(frame, folder / "dukcapil_3275_sintetis.csv", Dialect())]


def _newer_cards(city: Sending, rng: np.random.Generator, share: float) -> NDArray[np.int64]:
    """Card numbers as Dukcapil has them: some families got a newer card than DTSEN knows."""
    families = city.population.families
    cards = families["family_number"].copy()
    renewed = struck(rng, len(families), share)
    issued = np.datetime64(city.population.on) - rng.integers(1, 90, len(renewed)).astype("m8[D]")
    prefix = city_prefixes()[families["village"][renewed]]
    cards[renewed] = draw_family_numbers(
        city.parameters, prefix, issued, city.population.cards, rng
    )
    return cards


def _status(city: Sending, living: int) -> NDArray[np.int8]:
    """0 for those of the city, 1 for gone people listed as living, 2 dead, 3 moved."""
    gone = city.gone
    reported = np.where(gone["why"] == DEAD, 2, 3)
    status = np.where(gone["is_reported"], reported, 1)
    return np.concatenate([np.zeros(living), status]).astype(np.int8)


def _religion(community: NDArray[np.int8], ids: NDArray[np.int32]) -> NDArray[np.int8]:
    """The religion of a family: by community mostly."""
    lot = ids.astype(np.int64) * 2_654_435_761 % 100
    religion = np.where(lot < 94, 0, np.where(lot < 97, 1, 2))
    religion = np.where(community == 3, np.where(lot < 15, 0, np.where(lot < 85, 1, 2)), religion)
    chinese = np.where(lot < 10, 0, np.where(lot < 45, 1, np.where(lot < 65, 2, 3)))
    return np.where(community == 4, chinese, religion).astype(np.int8)
