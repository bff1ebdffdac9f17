"""`desil ranking fit` and `evaluate` as programs call them."""

import json
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from desil.cli.main import app
from desil.errors import UsageFault
from desil.ranking.accuracy.measures import MEASURES
from desil.ranking.formula.reading import read_model

SHAPE = {"value", "low", "high", "difference_to_ols", "difference_low", "difference_high"}


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    rng = np.random.default_rng(2)
    rows = 240
    has_car = rng.integers(1, 3, rows)
    size = rng.integers(1, 8, rows)
    spending = np.exp(13 - 0.4 * (has_car - 1) - 0.1 * size + rng.normal(0, 0.3, rows))
    path = tmp_path / "susenas.csv"
    pl.DataFrame(
        {
            "ruta": range(rows),
            "blok": [n // 6 for n in range(rows)],
            "bobot": rng.uniform(1, 2, rows),
            "kapita": spending.round(2),
            "aset_bergerak_mobil": has_car,
            "jumlah_anggota_keluarga": size,
            "hobi": rng.choice(["a", "b"], rows),
        }
    ).write_csv(path)
    return path


def columns(survey: Path) -> list[str]:
    return [str(survey), "--welfare", "kapita", "--weight", "bobot", "--cluster", "blok",
            "--id", "ruta"]  # fmt: skip


def test_evaluate_answers_by_model_and_figure(survey: Path, tmp_path: Path) -> None:
    card = tmp_path / "card.html"
    told = CliRunner().invoke(
        app,
        ["ranking", "evaluate", *columns(survey), "--model", "elastic_net", "--repeats", "1",
         "--draws", "50", "--group", "hobi", "--card", str(card), "--json"],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    figures = json.loads(told.stdout)
    assert set(figures) == {"ols", "elastic_net"}
    for one in figures.values():
        assert set(MEASURES) | {"calibration_error", "exclusion_40 | hobi=a"} <= set(one)
        assert all(set(measured) == SHAPE for measured in one.values())
    assert figures["ols"]["r2"]["difference_to_ols"] == 0
    page = card.read_text(encoding="utf-8")
    assert "<script" not in page and "http" not in page
    HTMLParser().feed(page)


def test_fit_for_the_register_writes_facts_that_it_knows(survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"
    told = CliRunner().invoke(
        app, ["ranking", "fit", *columns(survey), "--model", "ols", "--register-facts",
              "--out", str(out)]
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    model = read_model(out)
    assert {f.name for f in model.facts} == {"has_car", "size"}


def test_a_misspelt_column_is_answered_with_its_neighbours(survey: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(
        app, ["ranking", "fit", str(survey), "--welfare", "kapitta", "--out", str(tmp_path / "m")]
    )
    assert isinstance(told.exception, UsageFault)
    assert "kapita" in told.exception.hint


def run(*words: str) -> str:
    told = CliRunner().invoke(app, ["ranking", *words])
    assert told.exit_code == 0, told.output
    return told.stdout


def test_an_old_model_is_judged_reset_and_compared_on_a_new_survey(
    survey: Path, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    run("fit", *columns(survey), "--model", "ols", "--out", str(old))
    dearer = tmp_path / "next.csv"
    pl.read_csv(survey).with_columns(pl.col("kapita") * 1.1).write_csv(dearer)
    facts = run("fit", *columns(dearer), "--previous", str(old), "--out", str(new))
    assert "tingkat bergeser" in facts and "R2 pada survei ini" in facts
    told = run("judge", str(old), str(dearer), *columns(dearer)[1:], "--against", str(new),
               "--group", "blok", "--draws", "50", "--home", str(tmp_path / "home"))  # fmt: skip
    assert "tingkat bergeser +10" in told
    assert "menurut kelompok" in told and "tidak dapat ditunjukkan" in told
    figures = json.loads(
        run("judge", str(old), str(dearer), *columns(dearer)[1:], "--draws", "50", "--json",
            "--home", str(tmp_path / "home"))
    )  # fmt: skip
    assert set(figures) == {"figures", "drift", "notes"}
