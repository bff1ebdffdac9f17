"""A model made from a survey: what it reads, what it writes, and that its parts add up."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pyreadstat
import pytest
import yaml

from desil.engine.progress import Silent
from desil.errors import Conflict, NotFound, UsageFault
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.folder.whole_model import whole_model
from desil.ranking.formula.reading import read_model
from desil.ranking.models.blend import Blend, blend_weights
from desil.ranking.models.catalogue import ESTIMATORS, single
from desil.ranking.models.folds import cluster_folds
from desil.ranking.models.kinds import model_kinds
from desil.ranking.models.pooled import shrunken_means
from desil.ranking.models.screening import MOST_COLUMNS, screened_columns
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey, survey_of
from desil.surveys.reading import read_survey
from tests.table import rows_of

ROLES = Roles("spending", "weight", "block", None, "id", "area")


def made_up(rows: int = 400, seed: int = 3) -> pl.DataFrame:
    """A small survey with every sort of column; 1 of 10 walls is not told."""
    rng = np.random.default_rng(seed)
    wall = rng.choice(["brick", "wood", "mud"], rows, p=[0.5, 0.35, 0.15])
    rooms = rng.integers(1, 6, rows)
    car = rng.random(rows) < 0.2
    land = rng.lognormal(4, 1, rows).round(1)
    area = rng.integers(1, 8, rows)
    level = {"brick": 0.4, "wood": 0.1, "mud": -0.3}
    log = (
        12 + np.array([level[w] for w in wall.tolist()]) + 0.1 * rooms + 0.5 * car
        + 0.03 * (area - 4) + rng.normal(0, 0.35, rows)
    )  # fmt: skip
    return pl.DataFrame(
        {
            "id": [f"R{n:05d}" for n in range(rows)],
            "block": [f"B{n // 8}" for n in range(rows)],
            "weight": rng.uniform(0.5, 3, rows),
            "spending": np.exp(log),
            "area": area,
            "wall": pl.Series(wall).set(pl.Series(rng.random(rows) < 0.1), None),
            "rooms": rooms,
            "car": car,
            "land": land,
            "country": ["X"] * rows,
            "remark": [f"note {n}" for n in range(rows)],
        }
    )


@pytest.fixture(scope="module")
def survey() -> Survey:
    return survey_of(made_up(), ROLES)


def test_columns_that_tell_nothing_are_left_aside_and_named(survey: Survey) -> None:
    assert set(survey.features.columns) == {"area", "wall", "rooms", "car", "land"}
    assert set(survey.unused) == {"country", "remark"}


WRONG = """
| given                | said                       | told to do        |
| --welfare spendin    | tidak ada kolom 'spendin'  | spending          |
| --weight minus       | berpenimbang negatif       | nol atau lebih    |
| --welfare flat       | sama pada semua baris      | --welfare         |
| --welfare word       | tidak berisi angka         | Pilih kolom lain  |
| 40 rows              | Hanya 40 baris             | sedikitnya 100    |
"""


@pytest.mark.parametrize("row", rows_of(WRONG), ids=lambda r: r["given"])
def test_what_is_wrong_with_a_survey_is_said_with_what_to_do(row: dict[str, str]) -> None:
    table = made_up().with_columns(
        minus=pl.col("weight") * -1, flat=pl.lit(5.0), word=pl.lit("many")
    )
    option, _, column = row["given"].partition(" ")
    if column == "rows":
        table = table.head(40)
    roles = {
        "--welfare": Roles(column, drop=("flat",) if column != "flat" else ()),
        "--weight": Roles("spending", column),
    }.get(option, ROLES)
    with pytest.raises(UsageFault) as fault:
        read_survey(written(table), roles) if column == "spendin" else survey_of(table, roles)
    assert row["said"] in fault.value.message
    assert row["told to do"] in fault.value.hint


def written(table: pl.DataFrame, name: str = "survey.parquet") -> Path:
    path = Path(FOLDER[0]) / name
    table.write_parquet(path)
    return path


FOLDER: list[str] = []


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    FOLDER[:] = [str(tmp_path)]


def test_rows_without_welfare_are_counted_and_left_out() -> None:
    spending = made_up()["spending"].to_list()
    spending[0], spending[1], spending[2] = None, 0.0, -5.0
    survey = survey_of(made_up().with_columns(spending=pl.Series(spending)), ROLES)
    assert len(survey) == 397
    assert survey.left_out == {"kesejahteraan kosong": 1, "kesejahteraan nol atau negatif": 2}


def test_the_same_rows_in_another_order_are_the_same_survey(survey: Survey) -> None:
    other = survey_of(made_up().sample(fraction=1.0, shuffle=True, seed=9), ROLES)
    assert other.features.equals(survey.features)
    assert np.array_equal(other.welfare, survey.welfare)


def test_csv_and_stata_say_what_parquet_says(tmp_path: Path) -> None:
    table = made_up()
    table.write_csv(tmp_path / "survey.csv", separator=";")
    pyreadstat.write_dta(table.with_columns(car=pl.col("car").cast(int)), tmp_path / "survey.dta")
    table.write_parquet(tmp_path / "survey.parquet")
    read = [read_survey(tmp_path / f"survey.{kind}", ROLES) for kind in ("parquet", "csv", "dta")]
    assert {len(s) for s in read} == {400}
    assert {tuple(sorted(s.features.columns)) for s in read} == {
        ("area", "car", "land", "rooms", "wall")
    }
    with pytest.raises(NotFound):
        read_survey(tmp_path / "none.csv", ROLES)
    (tmp_path / "survey.rds").write_text("x")
    with pytest.raises(UsageFault, match="tidak dikenal"):
        read_survey(tmp_path / "survey.rds", ROLES)


def test_a_fold_never_parts_a_cluster(survey: Survey) -> None:
    tested = []
    for learn, test in cluster_folds(survey.cluster, 5, seed=1):
        assert not set(survey.cluster[learn]) & set(survey.cluster[test])
        tested += test.tolist()
    assert sorted(tested) == list(range(len(survey)))


def test_every_kind_of_model_has_an_estimator() -> None:
    assert set(ESTIMATORS) == set(model_kinds())


@pytest.mark.parametrize("name", model_kinds())
def test_the_parts_of_a_score_add_up_to_it_exactly(name: str, survey: Survey) -> None:
    fitted = single(name, district="area", signs={"car": 1}, seed=0)
    fitted.fit(survey.features, survey.welfare, survey.weight, survey.cluster)
    whole = whole_model(fitted, name, survey.features)
    parts = whole.contributions(survey.features)
    scores = whole.scores(survey.features)
    assert {p.dtype for p in parts.values()} == {np.dtype(np.int64)}
    assert np.array_equal(sum(parts.values()), scores)
    assert np.abs(scores / 1e6 - fitted.predict(survey.features)).max() < 5e-3


def test_an_answer_never_seen_counts_as_the_average_one(survey: Survey) -> None:
    ols = single("ols", district=None, signs=None, seed=0)
    ols.fit(survey.features, survey.welfare, survey.weight)
    strange = survey.features[:1].with_columns(wall=pl.lit("glass"))
    seen = ols.design_.terms[[t.plan.name for t in ols.design_.terms].index("wall")]
    assert float(seen.columns(strange["wall"]).sum()) == pytest.approx(0.0)


def test_trees_go_the_way_that_is_known(survey: Survey) -> None:
    model = single("lightgbm", district=None, signs={"rooms": -1}, seed=0)
    model.fit(survey.features, survey.welfare, survey.weight)
    row = survey.features[:1]
    told = [
        float(model.predict(row.with_columns(rooms=pl.lit(n, dtype=pl.Int64)))[0])
        for n in range(1, 6)
    ]
    assert told == sorted(told, reverse=True)


def test_blend_weights_are_shares() -> None:
    rng = np.random.default_rng(1)
    y = rng.normal(size=500)
    good, bad = y + rng.normal(0, 0.3, 500), rng.normal(size=500)
    shares = blend_weights(np.column_stack([good, bad]), y, np.ones(500))
    assert shares.sum() == pytest.approx(1.0)
    assert shares.min() >= 0
    assert shares[0] > 0.85


def test_where_nothing_beats_ols_ols_is_chosen() -> None:
    rng = np.random.default_rng(5)
    rows = 600
    x = rng.normal(size=(rows, 4))
    frame = pl.DataFrame({f"x{k}": x[:, k] for k in range(4)})
    y = x @ np.array([0.5, 0.3, -0.2, 0.1]) + rng.normal(0, 0.6, rows)
    members = {n: single(n, district=None, signs=None, seed=0) for n in ("ols", "lightgbm")}
    chosen = Blend(members, folds=4).fit(frame, y)
    assert chosen.choice_ == "ols"
    assert np.array_equal(chosen.predict(frame), chosen.members_["ols"].predict(frame))


def test_a_district_of_few_rows_is_pulled_further_to_the_whole() -> None:
    # Between .04 and within .36: of two rows .04 / (.04 + .18), of eighteen .04 / (.04 + .02).
    left = np.array([1.0] * 2 + [1.0] * 18)
    place = np.array([0] * 2 + [1] * 18)
    few, many = shrunken_means(left, place, np.ones(20), 0.04, 0.36)
    assert few == pytest.approx(0.04 / 0.22)
    assert many == pytest.approx(0.04 / 0.06)


def recipe(model: str, *, previous: Path | None = None) -> Recipe:
    return Recipe("example", model, 0, None, "made up", False, previous)


def test_the_same_survey_gives_the_same_bytes(survey: Survey, tmp_path: Path) -> None:
    for name in ("a", "b"):
        fit_model(survey, recipe("lightgbm"), tmp_path / name, Silent())
    files = sorted(p.name for p in (tmp_path / "a").iterdir())
    assert files == ["model-2.txt", "model.txt", "model.yaml"]
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    with pytest.raises(Conflict):
        fit_model(survey, recipe("ols"), tmp_path / "a", Silent())


def test_a_model_of_points_is_one_that_the_register_reads(survey: Survey, tmp_path: Path) -> None:
    fit_model(survey, recipe("ols"), tmp_path / "model", Silent())
    model = read_model(tmp_path / "model")
    assert model.kind == "ols"
    assert {f.name for f in model.facts} == set(survey.features.columns)
    assert model.residuals is not None
    assert len(model.cutoffs[0].values) == 9
    tree = yaml.safe_load((tmp_path / "model" / "model.yaml").read_text())
    assert sum(tree["facts"]["wall"]["shares"].values()) == 1_000_000
    assert tree["fitted_on"]["rows"] == 400
    assert json.dumps(tree["accuracy"])


def test_an_old_model_keeps_its_slopes_and_takes_the_new_level(
    survey: Survey, tmp_path: Path
) -> None:
    fit_model(survey, recipe("ols"), tmp_path / "old", Silent())
    dearer = survey_of(made_up().with_columns(spending=pl.col("spending") * 1.07), ROLES)
    told = fit_model(dearer, recipe("ols", previous=tmp_path / "old"), tmp_path / "new", Silent())
    assert told["tingkat bergeser"] == "+7.0 %"
    old, new = (yaml.safe_load((tmp_path / n / "model.yaml").read_text()) for n in ("old", "new"))
    assert new["facts"]["rooms"] == old["facts"]["rooms"]
    moved = new["intercept"] - old["intercept"]
    assert moved == pytest.approx(np.log(1.07) * 1e6, abs=200)


def test_of_very_many_columns_the_strongest_are_learned_from(survey: Survey) -> None:
    rng = np.random.default_rng(0)
    noise = {f"n{k}": rng.normal(size=len(survey)) for k in range(MOST_COLUMNS + 20)}
    wide = survey.features.with_columns(**{n: pl.Series(v) for n, v in noise.items()})
    kept = screened_columns(wide, survey.welfare, "area")
    assert len(kept) == MOST_COLUMNS
    assert {"area", "wall", "car"} <= set(kept)
    assert screened_columns(survey.features, survey.welfare, None) == survey.features.columns
