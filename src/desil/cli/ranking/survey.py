"""`desil ranking fit` and `evaluate`: a model from a household survey, and how right it is."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import Annotated, Any

import typer

from desil.cli.answer import err, out, show_facts, show_json, show_table
from desil.cli.options import AsJson, Quiet, progress_for
from desil.cli.ranking.survey_options import (
    AlreadyLog,
    Cluster,
    District,
    Drop,
    Household,
    Keep,
    Model,
    Monotone,
    NotMissing,
    Only,
    PointsOnly,
    RegisterFacts,
    Rows,
    Seed,
    Strata,
    SurveyFile,
    Weight,
    Welfare,
    pairs,
)
from desil.cli.ranking.survey_told import tell_survey
from desil.engine.durable import write_text_whole
from desil.errors import UsageFault
from desil.ranking.accuracy.bootstrap import Measured
from desil.ranking.accuracy.evaluation import Evaluation
from desil.ranking.accuracy.evaluation import evaluate as evaluate_models
from desil.ranking.accuracy.predictions import Plan
from desil.ranking.card.card import model_card
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.models.signs import read_signs
from desil.ranking.survey.roles import Roles
from desil.surveys.reading import read_survey

_SHOWN = (
    ("r2", "R2"),
    ("spearman", "Spearman"),
    ("exclusion_10", "luput 10 %"),
    ("exclusion_20", "luput 20 %"),
    ("exclusion_40", "luput 40 %"),
    ("severe_exclusion", "luput berat"),
    ("leakage", "bocor"),
    ("decile_within_one", "desil ±1"),
    ("calibration_error", "galat peluang"),
)


def _more(
    keep: list[str] | None, not_missing: list[str] | None, rows: list[str] | None
) -> dict[str, Any]:
    return {
        "keep": dict(pairs("--keep", keep, needs_value=False)),
        "not_missing": tuple(not_missing or ()),
        "rows": tuple(pairs("--rows", rows, needs_value=True)),
    }


def _cell(measured: Measured, is_reference: bool) -> str:
    if is_reference:
        return f"{measured.value:.3f}"
    worse = measured.difference_low > 0 or measured.difference_high < 0
    return f"{measured.value:.3f}" + ("*" if worse else "")


def _show(evaluation: Evaluation) -> None:
    rows = [
        (model, *(_cell(figures[key], model == "ols") for key, _ in _SHOWN))
        for model, figures in evaluation.figures.items()
    ]
    show_table(
        "Di luar baris yang dipelajari (* berbeda nyata dari ols, 95 %)",
        ("model", *(label for _, label in _SHOWN)),
        rows,
        numeric=set(range(1, len(_SHOWN) + 1)),
    )
    if evaluation.choices:
        blends = sum(c.chosen == "blend" for c in evaluation.choices)
        out.print(
            f"Pilihan: campuran pada {blends} dari {len(evaluation.choices)} lipatan, lainnya ols."
        )


def _figures(evaluation: Evaluation) -> dict[str, object]:
    return {
        model: {
            key: {k: v if isfinite(v) else None for k, v in asdict(measured).items()}
            for key, measured in figures.items()
        }
        for model, figures in evaluation.figures.items()
    }


def evaluate(
    survey: SurveyFile,
    welfare: Welfare,
    weight: Weight = None,
    cluster: Cluster = None,
    strata: Strata = None,
    household: Household = None,
    district: District = None,
    group: Annotated[list[str] | None, typer.Option(help="Kelompok; berulang.")] = None,
    drop: Drop = None,
    only: Only = None,
    already_log: AlreadyLog = False,
    register_facts: RegisterFacts = False,
    keep: Keep = None,
    not_missing: NotMissing = None,
    rows: Rows = None,
    points_only: PointsOnly = False,
    monotone: Monotone = None,
    model: Annotated[str, typer.Option(help="Nama model, atau all.")] = "chosen",
    folds: Annotated[int, typer.Option(min=2, max=20, help="Lipatan.")] = 5,
    repeats: Annotated[int, typer.Option(min=1, max=20, help="Ulangan.")] = 3,
    draws: Annotated[int, typer.Option(min=50, help="Undian untuk selang 95 %.")] = 300,
    seed: Seed = 0,
    reference: Annotated[str, typer.Option(help="Nama survei, untuk kartu model.")] = "",
    card: Annotated[Path | None, typer.Option(help="Tulis kartu model HTML.")] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Nilai sebuah model pada survei rumah tangga, di luar baris yang dipelajarinya."""
    roles = Roles(
        welfare, weight, cluster, strata, household, district, tuple(group or ()),
        tuple(drop or ()), tuple(only or ()), already_log, register_facts,
        **_more(keep, not_missing, rows),
    )  # fmt: skip
    if card is not None and not card.parent.is_dir():
        raise UsageFault(f"Folder {card.parent} tidak ada.", hint="Buat dulu foldernya.")
    read = read_survey(survey, roles)
    plan = Plan(model, folds, repeats, seed, draws, read_signs(monotone, roles, read), points_only)
    tell_survey(read, err if as_json else out)
    evaluation = evaluate_models(read, plan, progress_for(quiet=quiet))
    if card is not None:
        write_text_whole(card, model_card(read, evaluation, reference or survey.name))
    if as_json:
        show_json(_figures(evaluation))
        return
    _show(evaluation)
    if card is not None:
        out.print(f"Kartu model: {card}")


def fit(
    survey: SurveyFile,
    welfare: Welfare,
    folder: Annotated[Path, typer.Option("--out", help="Folder model yang ditulis.")],
    weight: Weight = None,
    cluster: Cluster = None,
    strata: Strata = None,
    household: Household = None,
    district: District = None,
    drop: Drop = None,
    only: Only = None,
    already_log: AlreadyLog = False,
    register_facts: RegisterFacts = False,
    keep: Keep = None,
    not_missing: NotMissing = None,
    rows: Rows = None,
    points_only: PointsOnly = False,
    monotone: Monotone = None,
    model: Model = "chosen",
    seed: Seed = 0,
    name: Annotated[str, typer.Option(help="Nama model; bawaan: nama berkas survei.")] = "",
    reference: Annotated[str, typer.Option(help="Nama dan tanggal survei.")] = "",
    previous: Annotated[
        Path | None,
        typer.Option(help="Model lama: bobotnya tetap, hanya tingkatnya disetel pada survei ini."),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Buat sebuah model dari survei rumah tangga: poin bulat, bagian, dan sebaran galatnya."""
    roles = Roles(
        welfare, weight, cluster, strata, household, district, (), tuple(drop or ()),
        tuple(only or ()), already_log, register_facts, **_more(keep, not_missing, rows),
    )  # fmt: skip
    read = read_survey(survey, roles)
    tell_survey(read, err if as_json else out)
    recipe = Recipe(
        name or survey.stem, model, seed, read_signs(monotone, roles, read),
        reference or survey.name, points_only, previous,
    )  # fmt: skip
    facts = fit_model(read, recipe, folder, progress_for(quiet=quiet))
    if as_json:
        show_json(facts)
        return
    show_facts(facts)
    out.print(f"Berikutnya: desil ranking propose {folder} --by NAMA")
