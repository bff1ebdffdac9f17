"""`desil ranking judge`: an existing model on a new survey."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import err, out, show_json
from desil.cli.options import DEFAULT_HOME, AsJson, Home, Quiet, progress_for
from desil.cli.ranking.evaluation_output import figures_of, show_evaluation
from desil.cli.ranking.survey_options import (
    AlreadyLog,
    Cluster,
    District,
    Household,
    NotMissing,
    RegisterFacts,
    Rows,
    Seed,
    Strata,
    SurveyFile,
    Weight,
    Welfare,
    more_roles,
)
from desil.cli.ranking.survey_output import tell_survey
from desil.ranking.accuracy.predictions import Plan
from desil.ranking.activation.model_store import models_folder
from desil.ranking.folder.applied import FoundModel, read_model_folder
from desil.ranking.folder.judging import judge as judge_models
from desil.ranking.survey.roles import Roles
from desil.surveys.reading import read_survey


def _model_named(home: Path, model: str) -> FoundModel:
    """The model in a folder of that name, else the kept one of that version."""
    kept = models_folder(home) / model
    return read_model_folder(kept if kept.is_dir() and not Path(model).exists() else Path(model))


def judge(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="Folder model, atau versi yang diusulkan.")
    ],
    survey: SurveyFile,
    welfare: Welfare,
    against: Annotated[
        list[str] | None, typer.Option(help="Model lain untuk dibandingkan; berulang.")
    ] = None,
    weight: Weight = None,
    cluster: Cluster = None,
    strata: Strata = None,
    household: Household = None,
    district: District = None,
    group: Annotated[list[str] | None, typer.Option(help="Kelompok; berulang.")] = None,
    already_log: AlreadyLog = False,
    register_facts: RegisterFacts = False,
    not_missing: NotMissing = None,
    rows: Rows = None,
    draws: Annotated[int, typer.Option(min=50, help="Undian untuk selang 95 %.")] = 300,
    seed: Seed = 0,
    home: Home = DEFAULT_HOME,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Nilai model yang sudah ada pada survei baru: galat, kelompok, dan pergeseran tingkatnya."""
    models = [_model_named(home, name) for name in (model, *(against or ()))]
    needed = tuple(dict.fromkeys(fact for m in models for fact in m.facts))
    roles = Roles(
        welfare, weight, cluster, strata, household, district, tuple(group or ()),
        already_log=already_log, register_facts=register_facts, needed=needed,
        **more_roles(None, not_missing, rows),
    )  # fmt: skip
    read = read_survey(survey, roles)
    tell_survey(read, err if as_json else out)
    told = judge_models(
        read, models, Plan(repeats=1, seed=seed, draws=draws), progress_for(quiet=quiet)
    )
    if as_json:
        drifts = {name: asdict(one) for name, one in told.drift.items()}
        show_json({"figures": figures_of(told.evaluation), "drift": drifts, "notes": told.notes})
        return
    for note in told.notes:
        out.print(f"Perhatikan: {note}", markup=False)
    for name, drift in told.drift.items():
        out.print(
            f"{name}: tingkat bergeser {100 * drift.value:+.1f} % "
            f"({100 * drift.low:+.1f} … {100 * drift.high:+.1f}) sejak model dibuat.",
            markup=False,
        )
    show_evaluation(told.evaluation, told.reference)
