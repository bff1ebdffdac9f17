"""A shorter questionnaire: the facts that matter come first, and what leaving others out costs."""

import numpy as np
import polars as pl

from desil.engine.progress import Silent
from desil.ranking.accuracy.predictions import Plan
from desil.ranking.accuracy.shorter import shorter_questionnaires
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import survey_of
from tests.survey_files import clean_survey

REAL = {"dinding", "kamar", "anggota", "mobil"}


def test_facts_that_tell_nothing_are_not_asked() -> None:
    rng = np.random.default_rng(3)
    noise = {f"x{k}": pl.Series(rng.integers(0, 5, 480)) for k in range(8)}
    table = clean_survey().with_columns(**noise)
    told = shorter_questionnaires(
        survey_of(table, Roles("pce", "bobot", "blok", None, "ruta")),
        Plan(repeats=1, draws=50),
        Silent(),
    )
    assert set(told.facts[:4]) == REAL
    assert told.fewest is not None and told.fewest <= 4
    r2 = {name: figures["r2"].value for name, figures in told.evaluation.figures.items()}
    assert r2["1 fakta"] < r2["2 fakta"] < r2["4 fakta"]
    assert r2["4 fakta"] > r2["ols"] - 0.02
    assert told.evaluation.figures["1 fakta"]["r2"].difference_high < 0
