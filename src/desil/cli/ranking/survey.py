"""`desil ranking fit` and `evaluate`: a model from a household survey, and how right it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import err, out, show_facts, show_json
from desil.cli.options import AsJson, Quiet, progress_for
from desil.cli.ranking.evaluation_output import figures_of, show_evaluation
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
    more_roles,
)
from desil.cli.ranking.survey_output import tell_survey
from desil.engine.durable import write_text_whole
from desil.errors import UsageFault
from desil.ranking.accuracy.evaluation import evaluate as evaluate_models
from desil.ranking.accuracy.predictions import Plan
from desil.ranking.card.card import model_card
from desil.ranking.folder.applied import read_model_folder
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.models.blend import REFERENCE
from desil.ranking.models.signs import read_signs
from desil.ranking.survey.roles import Roles
from desil.surveys.reading import read_survey


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
        **more_roles(keep, not_missing, rows),
    )  # fmt: skip
    if card is not None and not card.parent.is_dir():
        raise UsageFault(
            "Folder {parent} tidak ada.", hint="Buat dulu foldernya.", parent=card.parent
        )
    read = read_survey(survey, roles)
    plan = Plan(model, folds, repeats, seed, draws, read_signs(monotone, roles, read), points_only)
    tell_survey(read, err if as_json else out)
    evaluation = evaluate_models(read, plan, progress_for(quiet=quiet))
    if card is not None:
        write_text_whole(card, model_card(read, evaluation, reference or survey.name))
    if as_json:
        show_json(figures_of(evaluation))
        return
    show_evaluation(evaluation, REFERENCE)
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
        tuple(only or ()), already_log, register_facts, **more_roles(keep, not_missing, rows),
        needed=read_model_folder(previous).facts if previous is not None else (),
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
