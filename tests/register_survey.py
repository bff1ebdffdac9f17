"""A made-up survey with facts of the register, and models fitted on it."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from desil.engine.progress import Silent
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import survey_of

GREW = 1.07


def register_survey(rows: int = 400, seed: int = 5, level: float = 1.0) -> pl.DataFrame:
    """Households with five facts of the register, and a welfare that they explain by half."""
    rng = np.random.default_rng(seed)
    answers = {
        "floor_material": rng.integers(1, 9, rows),
        "wall_material": rng.integers(1, 7, rows),
        "has_car": rng.integers(1, 3, rows),
        "has_fridge": rng.integers(1, 3, rows),
        "size": rng.integers(1, 9, rows),
    }
    log = (
        14 - 0.06 * answers["floor_material"] - 0.05 * answers["wall_material"]
        - 0.3 * answers["has_car"] - 0.2 * answers["has_fridge"] - 0.3 * np.log(answers["size"])
    )  # fmt: skip
    return pl.DataFrame(
        {
            "ruta": np.arange(rows) + 1001,
            "klaster": np.arange(rows) // 8 + 1,
            "penimbang": rng.uniform(80, 240, rows).round(2),
            "kapita": (level * np.exp(log + rng.normal(0, 0.25, rows))).round(0),
            "daerah": rng.choice(["kota", "desa"], rows),
            **answers,
        }
    )


def survey_file(table: pl.DataFrame) -> bytes:
    """The table as the CSV file that an office sends."""
    told = BytesIO()
    table.write_csv(told)
    return told.getvalue()


@cache
def model_text(name: str, *facts: str) -> str:
    """The model.yaml of OLS fitted on the survey, with all facts or those named."""
    roles = Roles("kapita", "penimbang", "klaster", None, "ruta", only=facts, register_facts=True)
    survey = survey_of(register_survey(), roles)
    recipe = Recipe(name, "ols", 0, None, "survei buatan 2025", True, None)
    with TemporaryDirectory() as place:
        fit_model(survey, recipe, Path(place) / "model", Silent())
        return (Path(place) / "model" / "model.yaml").read_text(encoding="utf-8")
