"""Models of every kind, fitted on a small made-up survey of the register's facts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from desil.dictionary.codelist import FIRST_COARSE_CODE
from desil.engine.progress import Silent
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of

FACTS = ("has_car", "roof_material", "head_education", "size", "electric_power", "floor_area_m2",
         "head_age")  # fmt: skip
ROLES = Roles("spending", None, "household", None, "household", register_facts=True)


def survey_in(families: pa.Table) -> Survey:
    """A survey of the families, with their exact answers under the register's names; what they
    spend hangs together with the facts and with pairs of them."""
    columns: dict[str, pl.Series] = {}
    effect = np.zeros(families.num_rows)
    for name in FACTS:
        stored = pl.Series(name, families[name].to_pylist(), dtype=pl.Int64)
        exact = stored if name == "floor_area_m2" else stored.set(stored >= FIRST_COARSE_CODE, None)
        columns[name] = exact
        held = exact.fill_null(0).to_numpy().astype(float)
        effect += 0.3 * (held - held.mean()) / (held.std() + 1e-9)
    pair = columns["size"].fill_null(0) * columns["has_car"].fill_null(0)
    noise = np.random.default_rng(5).normal(0, 0.3, families.num_rows)
    spending = np.exp(13 + effect + 0.1 * pair.to_numpy() + noise)
    frame = pl.DataFrame(columns).with_columns(
        spending=pl.Series(spending), household=pl.int_range(pl.len())
    )
    return survey_of(frame, ROLES)


def fitted(survey: Survey, kind: str, folder: Path) -> Path:
    """The folder of a model of one kind."""
    fit_model(survey, Recipe("uji", kind, 0, None, "made up", False, None), folder, Silent())
    return folder
