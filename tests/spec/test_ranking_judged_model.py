"""An existing model on a new survey: the same scores, its drift, and its level set anew."""

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import yaml

from desil.engine.progress import Silent
from desil.errors import UsageFault
from desil.ranking.accuracy.predictions import Plan
from desil.ranking.folder.applied import read_model_folder, scores_of
from desil.ranking.folder.declaration import declare, tree_texts, write_folder
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.folder.judging import RESET, judge
from desil.ranking.folder.whole_model import whole_model
from desil.ranking.models.blend import Blend
from desil.ranking.models.catalogue import single
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of
from tests.survey_files import clean_survey

ROLES = Roles("pce", "bobot", "blok", None, "ruta")
GREW = 1.07


def survey(table: pl.DataFrame, roles: Roles = ROLES) -> Survey:
    return survey_of(table, roles)


@cache
def first_year() -> Survey:
    return survey(clean_survey())


@cache
def next_year() -> Survey:
    return survey(clean_survey(seed=8).with_columns(pce=pl.col("pce") * GREW))


def folder_of(fitted: object, kind: str, at: Path) -> Path:
    """The folder of a fitted model of any kind."""
    at.mkdir()
    whole = whole_model(fitted, kind, first_year().features)
    scores = whole.scores(first_year().features) / 1e6
    tree = declare(first_year(), whole, kind, kind, "made up", scores, {}, {})
    write_folder(at, tree, tree_texts(whole.trees))
    return at


@cache
def fitted(kind: str) -> object:
    rows = (first_year().features, first_year().welfare, first_year().weight, first_year().cluster)
    names = ("ols", "elastic_net", "glass_box", "lightgbm") if kind == "blend" else (kind,)
    members = {n: single(n, district=None, signs={"mobil": 1}, seed=0, pairs=3) for n in names}
    if kind != "blend":
        return members[kind].fit(*rows)
    return Blend(members, folds=2, choose=False).fit(*rows)


KINDS = ("ols", "elastic_net", "glass_box", "lightgbm", "blend")


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_scores_as_the_model_that_it_was_made_of(kind: str, tmp_path: Path) -> None:
    model = read_model_folder(folder_of(fitted(kind), kind, tmp_path / kind))
    for frame in (first_year().features, first_year().features.with_columns(
        dinding=pl.when(pl.int_range(pl.len()) > 40).then("dinding"),
        kamar=pl.when(pl.int_range(pl.len()) > 60).then("kamar"))):  # fmt: skip
        expected = whole_model(fitted(kind), kind, first_year().features).scores(frame)
        assert np.abs(scores_of(model, frame) - expected).max() <= 1


@pytest.mark.parametrize("kind", ["ols", "blend"])
def test_judging_tells_the_drift_and_the_error_of_the_level(kind: str, tmp_path: Path) -> None:
    model = read_model_folder(folder_of(fitted(kind), kind, tmp_path / kind))
    told = judge(next_year(), [model], Plan(draws=50, repeats=1), Silent())
    assert told.drift[kind if kind != "ols" else f"ols {model.version}"].low < GREW - 1
    assert next(iter(told.drift.values())).high > GREW - 1
    as_it_is, reset = (told.evaluation.figures[n] for n in list(told.evaluation.figures)[1::-1])
    assert as_it_is["r2"].value < reset["r2"].value
    assert as_it_is["exclusion_40"].value == pytest.approx(reset["exclusion_40"].value, abs=0.02)
    assert told.reference.endswith(RESET)


@pytest.mark.parametrize("kind", ["glass_box", "blend"])
def test_any_kind_takes_the_new_level_and_tells_the_new_accuracy(kind: str, tmp_path: Path) -> None:
    old = folder_of(fitted(kind), kind, tmp_path / "old")
    recipe = Recipe("old", "chosen", 0, None, "next year", False, old)
    facts = fit_model(next_year(), recipe, tmp_path / "new", Silent())
    before, after = (read_model_folder(tmp_path / n) for n in ("old", "new"))
    moved = scores_of(after, next_year().features) - scores_of(before, next_year().features)
    assert len(set(moved.tolist())) == 1
    assert np.exp(moved[0] / 1e6) - 1 == pytest.approx(GREW - 1, abs=0.05)
    tree = yaml.safe_load((tmp_path / "new" / "model.yaml").read_text())
    assert facts["R2 pada survei ini"] == f"{tree['accuracy']['r2']:.3f}"
    assert tree["fitted_on"]["level_rows"] == len(next_year())
    assert after.files == before.files


def test_a_survey_that_codes_a_fact_otherwise_is_refused(tmp_path: Path) -> None:
    model = read_model_folder(folder_of(fitted("ols"), "ols", tmp_path / "ols"))
    other = next_year().features.with_columns(dinding=pl.lit("3"))
    with pytest.raises(UsageFault, match="tidak memuat fakta milik model: mobil"):
        scores_of(model, other.drop("mobil"))
    coded = clean_survey(seed=8).with_columns(
        dinding=pl.col("dinding").replace({"bambu": "1", "kayu": "2", "tembok": "3"})
    )
    with pytest.raises(UsageFault, match="'dinding' berkode lain"):
        judge(survey(coded), [model], Plan(draws=50, repeats=1), Silent())


def test_an_old_model_reads_its_columns_even_where_all_answers_are_one() -> None:
    all_one = clean_survey(seed=8).with_columns(mobil=pl.lit(1))
    needed = Roles("pce", "bobot", "blok", None, "ruta", needed=("mobil", "kamar"))
    assert set(survey(all_one, needed).features.columns) == {"mobil", "kamar"}
