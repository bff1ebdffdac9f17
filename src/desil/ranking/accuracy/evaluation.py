"""A whole evaluation: figures with intervals by model, groups, reliability, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desil.engine.progress import Progress
from desil.ranking.accuracy.bootstrap import Figures, Measured, drawn_weights, intervals
from desil.ranking.accuracy.calibration import Distances, error_interval
from desil.ranking.accuracy.groups import group_members
from desil.ranking.accuracy.measures import Ranked, measured, measured_by_group
from desil.ranking.accuracy.predictions import Choice, OutOfFold, Plan, out_of_fold
from desil.ranking.accuracy.probability import (
    Reliability,
    cross_fitted_probability,
    reliability,
)
from desil.ranking.accuracy.standing import Floats, Places
from desil.ranking.models.blend import REFERENCE
from desil.ranking.survey.survey import Survey

FIRST_FOR_AID = 0.4  # desil 1 to 4
CALIBRATION = "calibration_error"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`figures` by model; keys of groups read "exclusion_40 | head_sex=2". Figures are means over
    the repeats. `reliability` by model, of the first repeat. `in_group`: households by group.
    """

    plan: Plan
    figures: Mapping[str, Mapping[str, Measured]]
    reliability: Mapping[str, Reliability]
    choices: tuple[Choice, ...]
    in_group: Mapping[str, int]
    predicted: Mapping[str, Floats]
    households: int


@dataclass(frozen=True, slots=True)
class _Probability:
    told: Floats
    is_low: NDArray[np.bool_]


def evaluate(survey: Survey, plan: Plan, progress: Progress) -> Evaluation:
    """How right each model is on rows that it was not learned from."""
    return evaluation_of(survey, plan, out_of_fold(survey, plan, progress), progress)


def evaluation_of(
    survey: Survey,
    plan: Plan,
    repeats: Sequence[OutOfFold],
    progress: Progress,
    reference: str = REFERENCE,
) -> Evaluation:
    """The figures of predictions that were made already, against those of `reference`."""
    groups = group_members(survey.groups)
    judge = _Judge(survey, repeats, groups)
    values = judge.figures(survey.weight)
    weights = drawn_weights(
        survey.weight, survey.cluster, survey.stratum, plan.draws, plan.seed
    )  # fmt: skip
    with progress.stage("selang kepercayaan", plan.draws, "undian") as stage:
        draws, drawn = [], []
        for weight in weights:
            draws.append(judge.figures(weight))
            drawn.append(judge.distances(weight))
            stage.advance(1)
    figures = intervals(values, draws, reference)
    signed = judge.distances(survey.weight)
    for name in figures:
        ends = error_interval(signed[name], np.array([d[name] for d in drawn]))
        figures[name][CALIBRATION] = replace(
            figures[name][CALIBRATION], value=ends[0], low=ends[1], high=ends[2]
        )
    return Evaluation(
        plan,
        figures,
        {n: reliability(p.told, p.is_low, survey.weight) for n, p in judge.told[0].items()},
        tuple(c for r in repeats for c in r.choices),
        {name: int(inside.sum()) for name, inside in groups.items()},
        repeats[0].predicted,
        len(survey),
    )


def _twin(name: str, repeats: Sequence[OutOfFold]) -> str | None:
    """An earlier model whose predictions are the same, so that nothing is worked out twice."""
    for other in repeats[0].predicted:
        if other == name:
            return None
        if all(
            np.array_equal(r.predicted[other], r.predicted[name])
            and r.told.get(other) is r.told.get(name)
            for r in repeats
        ):
            return other
    return None


def _probability(survey: Survey, repeat: OutOfFold, name: str, score: Floats) -> _Probability:
    told, is_low = cross_fitted_probability(
        score, survey.welfare, survey.weight, repeat.fold, FIRST_FOR_AID
    )
    return _Probability(repeat.told.get(name, told), is_low)


class _Judge:
    """Everything that does not change from draw to draw, worked out once."""

    def __init__(
        self,
        survey: Survey,
        repeats: Sequence[OutOfFold],
        groups: Mapping[str, NDArray[np.bool_]],
    ) -> None:
        self._welfare = survey.welfare
        self._repeats = repeats
        self._groups = tuple(groups)
        self._members = np.array(list(groups.values()), dtype=np.float64)
        self._twins = {n: _twin(n, repeats) for n in repeats[0].predicted}
        self._true = Places.of(survey.welfare)
        self._places = [{n: Places.of(p) for n, p in r.predicted.items()} for r in repeats]
        self.told = [
            {
                name: _probability(survey, repeat, name, score)
                for name, score in repeat.predicted.items()
            }
            for repeat in repeats
        ]
        self._distances = [
            {n: Distances.of(p.told, p.is_low, survey.weight) for n, p in told.items()}
            for told in self.told
        ]

    def distances(self, weight: Floats) -> dict[str, Floats]:
        """The signed distances of every model's bins, all repeats together."""
        return {
            name: np.concatenate([d[name].signed(weight) for d in self._distances])
            / len(self._distances)
            for name in self._twins
        }

    def figures(self, weight: Floats) -> dict[str, Figures]:
        """Every figure by model, the mean over the repeats."""
        true = self._true.standing(weight)
        found: dict[str, Figures] = {}
        for name, twin in self._twins.items():
            if twin is not None:
                found[name] = found[twin]
                continue
            each = []
            for repeat, places, told in zip(
                self._repeats, self._places, self._distances, strict=True
            ):
                score = places[name].standing(weight)
                ranked = Ranked(self._welfare, repeat.predicted[name], true, score, weight)
                one = measured(ranked) | measured_by_group(ranked, self._groups, self._members)
                each.append(one | {CALIBRATION: float(np.abs(told[name].signed(weight)).sum())})
            found[name] = {k: float(np.mean([e[k] for e in each])) for k in each[0]}
        return found
