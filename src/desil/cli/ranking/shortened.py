"""`desil ranking shorten`: the fewest facts that rank nearly as well as all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from desil.cli.answer import err, out, show_json, show_table
from desil.cli.options import AsJson, Quiet, progress_for
from desil.cli.ranking.evaluation_output import figures_of
from desil.cli.ranking.survey_options import (
    AlreadyLog,
    Cluster,
    Drop,
    Household,
    Keep,
    NotMissing,
    Only,
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
from desil.ranking.accuracy.shorter import Shorter, shorter_questionnaires
from desil.ranking.facts.catalogue import told_fact
from desil.ranking.models.blend import REFERENCE
from desil.ranking.survey.roles import Roles
from desil.surveys.reading import read_survey


def shorten(
    survey: SurveyFile,
    welfare: Welfare,
    weight: Weight = None,
    cluster: Cluster = None,
    strata: Strata = None,
    household: Household = None,
    drop: Drop = None,
    only: Only = None,
    already_log: AlreadyLog = False,
    register_facts: RegisterFacts = False,
    keep: Keep = None,
    not_missing: NotMissing = None,
    rows: Rows = None,
    draws: Annotated[int, typer.Option(min=50, help="Undian untuk selang 95 %.")] = 100,
    seed: Seed = 0,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Kuesioner pendek: fakta tersedikit yang mengurutkan hampir sebaik semuanya, dan ruginya."""
    roles = Roles(
        welfare, weight, cluster, strata, household, None, (), tuple(drop or ()),
        tuple(only or ()), already_log, register_facts, **more_roles(keep, not_missing, rows),
    )  # fmt: skip
    read = read_survey(survey, roles)
    tell_survey(read, err if as_json else out)
    told = shorter_questionnaires(
        read, Plan(repeats=1, seed=seed, draws=draws), progress_for(quiet=quiet)
    )
    if as_json:
        figures = figures_of(told.evaluation)
        show_json({"facts": told.facts, "fewest": told.fewest, "figures": figures})
        return
    named = told_fact if register_facts else str
    _show(told, len(read.features.columns), named)


def _show(told: Shorter, columns: int, named: Callable[[str], str]) -> None:
    shown = []
    for model, figures in told.evaluation.figures.items():
        worse = figures["exclusion_40"]
        cost = f"{worse.difference_to_ols:+.3f} ({worse.difference_low:+.3f} … "
        shown.append(
            (
                f"{columns} (semua)" if model == REFERENCE else model.split()[0],
                f"{figures['r2'].value:.3f}", f"{figures['exclusion_20'].value:.3f}",
                f"{worse.value:.3f}", f"{cost}{worse.difference_high:+.3f})",
            )
        )  # fmt: skip
    show_table(
        "OLS dengan fakta terbaik, di luar baris yang dipelajari",
        ("fakta", "R2", "luput 20 %", "luput 40 %", "rugi luput 40 %"), shown, numeric={0, 1, 2, 3},
    )  # fmt: skip
    out.print(f"Urutan tanya: {', '.join(map(named, told.facts))}", markup=False)
    if told.fewest is None:
        out.print("Tidak ada kuesioner pendek yang sebaik semuanya.")
    else:
        out.print(
            f"{told.fewest} fakta pertama sudah sebaik semuanya (R2 turun paling banyak .01)."
        )
