"""PLN: electricity meters, often in the landlord's or a former owner's name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.dirt.clerks import Listed
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.files.dialects import Dialect, write_csv
from desil.synthetic.rows import Array
from desil.synthetic.sources.links import village_codes, write_link
from desil.synthetic.sources.sending import Sending
from desil.synthetic.words import gathered, numbers_series

COLUMNS = Listed(name="nama", number="nik", address="alamat")
METERED, RENTED = 1, 2
POWER = np.array([0, 450, 900, 1300, 2200, 3500])
YES_NO: list[str | None] = ["T", "Y"]


def write_pln(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """One row per meter, shuffled, gzipped."""
    rng = stream_of(city.seed, "pln")
    shares = city.parameters.value("sources.pln")
    families = city.population.families
    metered = rng.permutation(np.flatnonzero(families["lighting"] == METERED))
    holder = _holders(city, metered, rng)
    power = _power(families["electric_power"][metered], rng)
    decile = city.standing.national[metered]
    poor = (decile >= 1) & (decile <= 4)
    subsidised = (power == 450) | ((power == 900) & (poor | (rng.random(len(metered)) < 0.25)))
    share = np.where(subsidised, shares["nik_subsidised"], shares["nik_other"])
    nik = np.where(rng.random(len(metered)) < share, city.population.people["nik"][holder], -1)
    kwh = power * 0.115 * np.exp(rng.normal(0, 0.35, len(metered)))
    frame = pl.DataFrame(
        {
            "idpel": families["electricity_customer_id"][metered],
            "nama": city.names.gather(holder),
            "daya_va": power,
            "subsidi": gathered(YES_NO, subsidised * 1),
            "nik": numbers_series(nik),
            "alamat": city.addresses.gather(metered),
            "kode_kelurahan": village_codes(families["village"][metered]),
            "kwh": np.round(kwh).astype(np.int32),
        }
    )
    frame = city.worsened(frame, COLUMNS, "pln")
    link = {
        "idpel": frame["idpel"],
        "family_id": families["id"][metered],
        "holder_person_id": city.population.people["id"][holder],
    }
    write_link(truth, "pln", link)
    return [write_csv(frame, folder / "pln_3275_sintetis.csv.gz", Dialect(gzipped=True))]


def _holders(city: Sending, metered: Array, rng: np.random.Generator) -> NDArray[np.int64]:
    """The row of the person whose name the meter bears: the head, or somebody else."""
    shares = city.parameters.value("sources.pln")
    rented = city.population.families["house_tenure"][metered] == RENTED
    owners = (shares["other_name"] - 0.30 * shares["renters_other_name"]) / 0.70
    share = np.where(rented, shares["renters_other_name"], max(owners, 0.02))
    other = rng.random(len(metered)) < share
    heads = city.population.heads
    anyone = heads[rng.integers(0, len(heads), len(metered))]
    return np.where(other, anyone, heads[metered])


def _power(code: Array, rng: np.random.Generator) -> NDArray[np.int64]:
    """Volt-ampere of each connection; the largest class in its usual steps."""
    large = np.array([3500, 4400, 5500, 6600, 7700])[rng.integers(0, 5, len(code))]
    return np.where(code == 5, large, POWER[np.maximum(code, 0)])
