"""A household survey with what no list holds: expenditure; to fit and judge a model on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.dictionary.areas import city_villages
from desil.dictionary.column import Kind
from desil.dictionary.tables import FAMILY
from desil.synthetic.draw.serials import draw_different
from desil.synthetic.draw.streams import stream_of
from desil.synthetic.rows import Array
from desil.synthetic.sources.links import write_link
from desil.synthetic.sources.sending import Sending
from desil.synthetic.truth import write_parquet
from desil.synthetic.welfare.facts import formula_facts
from desil.synthetic.words import numbers_series

MICRO = 1_000_000
DERIVED_HEADERS = {
    "jumlah_anak_0_14": "children_0_14",
    "jumlah_lansia_65": "aged_65",
    "jenis_kelamin_kepala": "head_sex",
    "kelompok_umur_kepala": "head_age_band",
    "ijazah_kepala": "head_education",
    "pekerjaan_kepala": "head_work",
    "kelompok_luas_lantai": "floor_area_band",
}


def write_survei(city: Sending, folder: Path, truth: Path) -> list[Path]:
    """One row per household of the sample, as Parquet with the register's codes."""
    rng = stream_of(city.seed, "survei")
    families = city.population.families
    sample, weight = _sample(city, rng)
    welfare = city.standing.score[sample] + families["gap"][sample]
    rows = families.take(sample)
    answers = {
        c.dtsen_name: numbers_series(rows[c.name])
        for c in FAMILY.columns
        if c.group in ("Perumahan", "Aset") and c.name in rows.columns and c.kind is not Kind.YES_NO
    }
    frame = pl.DataFrame(
        {
            "id_ruta": pl.Series(draw_different(rng, len(sample), 10**9, 10**10)).cast(pl.String),
            "penimbang": pl.Series(np.round(weight, 4)).cast(pl.String),
            "strata": pl.Series(rows["village"]).cast(pl.String),
            "klaster": pl.Series(rows["village"].astype(np.int64) * 100 + rows["rw"]).cast(
                pl.String
            ),
            "pengeluaran_per_kapita": np.round(np.exp(welfare / MICRO)).astype(np.int64),
            "jumlah_anggota_keluarga": np.bincount(city.population.people["family"])[sample],
            **answers,
            **_derived(city, sample),
        }
    )
    write_link(truth, "survei", {"id_ruta": frame["id_ruta"], "family_id": rows["id"]})
    file = folder / "survei_3275_sintetis.parquet"
    write_parquet(frame, file)
    return [file]


def _derived(city: Sending, sample: NDArray[np.int64]) -> dict[str, pl.Series]:
    """The facts of the means test that come from the members, and the band of the floor area.

    Codes are those of welfare/formula.yaml: 4 children stand for 4 and more, and so on.
    """
    facts = formula_facts(city.population)
    return {
        header: numbers_series(facts[name][sample]).alias(header)
        for header, name in DERIVED_HEADERS.items()
    }


def _sample(city: Sending, rng: np.random.Generator) -> tuple[NDArray[np.int64], Array]:
    """Families drawn by kelurahan, poor ones more often; each with the inverse of its chance."""
    shares = city.parameters.value("sources.survei")
    village = city.population.families["village"]
    count = min(int(shares["households"]), max(len(village) // 4, 1))
    decile = city.standing.national
    total = np.bincount(village, minlength=len(city_villages()))
    low = np.bincount(village[(decile >= 1) & (decile <= 4)], minlength=len(total))
    poor = low / np.maximum(total, 1) > low.sum() / len(village)
    wanted = np.where(poor, shares["poor_stratum"], 1.0) * total
    chance = np.minimum(wanted * count / wanted.sum() / np.maximum(total, 1), 1.0)[village]
    sample = rng.permutation(np.flatnonzero(rng.random(len(village)) < chance))
    return sample, 1 / chance[sample]
