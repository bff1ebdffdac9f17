"""The job that judges a ranking model on a survey which was sent: by the worker, and no row kept.

The file and the table that is made of it lie in the folder of the sending, which goes when the job
is over, however it ended. What stays are figures, groups of 50 households or more, and notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from desil.audit.event import Event
from desil.engine.private_files import make_private_folder
from desil.errors import Conflict, DesilError
from desil.jobs.asker import Asker
from desil.jobs.tasks import Task
from desil.jobs.uploads import files_of, remove
from desil.ranking.accuracy.bootstrap import Measured
from desil.ranking.accuracy.evaluation import Evaluation
from desil.ranking.accuracy.predictions import Plan
from desil.ranking.accuracy.verdict import sentences_on
from desil.ranking.activation.model_store import active_version, model_of, models_folder, propose
from desil.ranking.facts.catalogue import told_fact
from desil.ranking.folder.applied import FoundModel, read_model_folder
from desil.ranking.folder.fitting import Recipe, fit_model
from desil.ranking.folder.judging import Judgement, judge, names_of
from desil.ranking.models.kinds import CHOSEN
from desil.ranking.survey.roles import Roles
from desil.ranking.survey.survey import Survey
from desil.surveys.reading import read_survey

MEASURES = (
    "r2", "exclusion_20", "exclusion_40", "severe_exclusion", "decile_within_one",
    "calibration_error",
)  # fmt: skip
OF_GROUPS = ("exclusion_20", "exclusion_40", "lift")
DRAWS = 300


@dataclass(frozen=True, slots=True)
class _Judged:
    """A survey with the models that were judged on it, and why the one in use was not."""

    survey: Survey
    models: tuple[FoundModel, ...]
    judgement: Judgement
    notes: tuple[str, ...]


def judge_survey(task: Task) -> Mapping[str, object]:
    """The figures of the asked model and of the one in use; errors as `read_survey` and `judge`."""
    upload = str(task.details["upload"])
    files = files_of(task.store, upload)
    if not files:
        raise Conflict("Berkas survei sudah dihapus.", hint="Unggah lagi dari halaman Model.")
    try:
        done = _judged(task, files[0])
    except DesilError:
        remove(task.store, upload)
        raise
    remove(task.store, upload)
    return done


def _judged(task: Task, file: Path) -> Mapping[str, object]:
    details = task.details
    asked = _stored_model(task, str(details["version"]))
    _record(task, "SURVEY_READ", "job", str(task.job_id),
            {"model": asked.version, "reference": details["reference"]})  # fmt: skip
    models = [asked, *_in_use(task, asked)]
    with task.progress.stage("membaca survei"):
        survey = read_survey(file, _roles(details["columns"], models), file.parent.parent)
    left, notes = _that_can_be_judged(models, survey)
    told = judge(survey, left, Plan(repeats=1, draws=DRAWS), task.progress)
    found = _Judged(survey, tuple(left), told, notes)
    proposed = _reset(task, survey) if details["resets"] else ""
    return _judgement_json(found, str(details["reference"]), proposed)


def _stored_model(task: Task, version: str) -> FoundModel:
    """A kept model as its folder has it, unaltered."""
    model_of(task.store.home, version)
    return read_model_folder(models_folder(task.store.home) / version)


def _in_use(task: Task, asked: FoundModel) -> list[FoundModel]:
    version = active_version(task.store.home)
    return [_stored_model(task, version)] if version not in ("", asked.version) else []


def _roles(columns: Mapping[str, Any], models: list[FoundModel]) -> Roles:
    needed = tuple(dict.fromkeys(fact for m in models for fact in m.facts))
    told = {name: value for name, value in columns.items() if value}
    told["rows"] = tuple((str(c), str(v)) for c, v in told.get("rows", ()))
    for name in ("groups", "not_missing"):
        told[name] = tuple(told.get(name, ()))
    return Roles(**told, register_facts=True, needed=needed)


def _that_can_be_judged(
    models: list[FoundModel], survey: Survey
) -> tuple[list[FoundModel], tuple[str, ...]]:
    """The models whose facts the survey has, the asked one always, and a note on the other."""
    left, notes = models[:1], []
    for model in models[1:]:
        lacking = [f for f in model.facts if f not in survey.features.columns]
        if lacking:
            notes.append(
                f"Model yang dipakai ({model.name}) tidak dapat dibandingkan: survei tidak memuat "
                f"{', '.join(map(told_fact, lacking))}."
            )
        else:
            left.append(model)
    return left, tuple(notes)


def _reset(task: Task, survey: Survey) -> str:
    """The version of the model whose level is set anew on the survey, as proposed by the asker."""
    details, home, at = task.details, task.store.home, task.clock()
    previous = models_folder(home) / str(details["version"])
    name = str(read_model_folder(previous).name)
    recipe = Recipe(name, CHOSEN, 0, None, str(details["reference"]), False, previous)
    asker = Asker(task.asked_by, task.asked_by_name)
    spill = make_private_folder(home / "spill")
    with task.store.sole_writer(), TemporaryDirectory(dir=spill) as unfinished:
        folder = Path(unfinished) / "model"
        fit_model(survey, recipe, folder, task.progress)
        anchored = bool(details["anchored"])
        model = propose(home, folder, by=asker.named, at=at, anchored=anchored)
    _record(task, "MODEL_PROPOSE", "model", model.version,
            {"previous": str(details["version"]), "job": task.job_id})  # fmt: skip
    return model.version


def _record(
    task: Task, verb: str, kind: str, number: str, payload: Mapping[str, object]
) -> None:  # fmt: skip
    event = Event(task.clock(), task.asked_by, verb, kind, number, payload=dict(payload))
    with psycopg.connect(task.url, autocommit=True) as connection, connection.transaction():
        task.journal.append(connection.cursor(), event)


def _judgement_json(found: _Judged, reference: str, proposed: str) -> dict[str, object]:
    survey, judgement, evaluation = found.survey, found.judgement, found.judgement.evaluation
    names = names_of(found.models)
    first = names[0]
    return {
        "reference": reference,
        "sha256": survey.sha256,
        "households": len(survey),
        "weighting": survey.weighting,
        "left_out": dict(survey.left_out),
        "codes": [[c.column, c.code, c.rows, c.reason] for c in survey.missing_codes],
        "notes": [*survey.notes, *judgement.notes, *found.notes],
        "models": [
            {"version": m.version, "name": n, "drift": _drift(judgement, n)}
            for m, n in zip(found.models, names, strict=True)
        ],
        "against": judgement.reference,
        "figures": [
            [name, {key: _numbers(told[key]) for key in MEASURES}]
            for name, told in evaluation.figures.items()
        ],
        "groups": _groups(evaluation, first),
        "says": [{"id": s.id, "en": s.en} for s in sentences_on(evaluation, judgement.reference)],
        "proposed": proposed,
    }


def _drift(judgement: Judgement, name: str) -> list[float]:
    drift = judgement.drift[name]
    return [drift.value, drift.low, drift.high]


def _groups(evaluation: Evaluation, name: str) -> list[list[object]]:
    told = evaluation.figures[name]
    return [
        [group, count, *(_numbers(told[f"{key} | {group}"])[:3] for key in OF_GROUPS)]
        for group, count in evaluation.in_group.items()
    ]


def _numbers(measured: Measured) -> list[float | None]:
    """Value, low, high, and the difference to the reference with its ends; null where unknown."""
    told = (
        measured.value, measured.low, measured.high,
        measured.difference_to_ols, measured.difference_low, measured.difference_high,
    )  # fmt: skip
    return [v if isfinite(v) else None for v in told]
