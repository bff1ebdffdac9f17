"""Evaluating the linkage on a labelled file: trained without the labels, measured with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from desil.linkage.accuracy import Accuracy, accuracy_of_clusters, accuracy_of_pairs
from desil.linkage.clusters import SURE_WEIGHT, clusters_of
from desil.linkage.fields import Field
from desil.linkage.labelled import Labelled, read_labelled
from desil.linkage.layers.by_layer import LayerAccuracy, accuracy_by_layer
from desil.linkage.model import Pairs, scored_pairs

_CURVE_WEIGHTS = tuple(range(-4, 17, 2))
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Accuracy when pairs of `weight` (log2 odds) or more are linked."""

    weight: float
    pairs: Accuracy
    clusters: Accuracy


@dataclass(frozen=True, slots=True)
class Confusion:
    """Record numbers of pairs that were judged wrongly, the surest fault first."""

    linked_wrongly: tuple[tuple[int, int, float], ...]
    missed: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out. `found_by_blocking` is the share of true pairs that were compared at all."""

    records: int
    people: int
    compared: int
    found_by_blocking: float
    pairs: Accuracy
    clusters: Accuracy
    layers: tuple[LayerAccuracy, ...]
    curve: tuple[CurvePoint, ...]
    confusion: Confusion


def _at(weight: float, pairs: Pairs, labelled: Labelled) -> CurvePoint:
    linked = pairs.at_least(weight)
    cluster = clusters_of(linked, labelled.records).astype(np.int64)
    return CurvePoint(
        weight,
        accuracy_of_pairs(linked.left, linked.right, labelled.person, labelled.side),
        accuracy_of_clusters(cluster, labelled.person, labelled.side),
    )


def _examples(
    pairs: Pairs, chosen: npt.NDArray[np.bool_], order: npt.NDArray[np.float64]
) -> tuple[tuple[int, int, float], ...]:
    positions = np.flatnonzero(chosen)
    first = positions[np.argsort(order[positions], kind="stable")][:_EXAMPLES]
    return tuple(
        (int(pairs.left[i]), int(pairs.right[i]), round(float(pairs.weight[i]), 2)) for i in first
    )


def _confusion(pairs: Pairs, person: npt.NDArray[np.int64]) -> Confusion:
    is_right = person[pairs.left] == person[pairs.right]
    is_linked = pairs.weight >= SURE_WEIGHT
    return Confusion(
        _examples(pairs, is_linked & ~is_right, -pairs.weight),
        _examples(pairs, ~is_linked & is_right, pairs.weight),
    )


def evaluate(
    files: Sequence[Path], truth: str, fields: Sequence[Field], settings: EngineSettings
) -> Evaluation:
    """Link the records of one file among themselves, or of two with each other, and measure.

    The weight at which pairs are linked is fixed (probability .95), never chosen on the labels.
    """
    with open_database(settings) as database:
        labelled = read_labelled(database, files, truth, fields)
        pairs = scored_pairs(database, labelled.tables, fields)
        layers = accuracy_by_layer(database, pairs.at_least(SURE_WEIGHT), fields, labelled.person)
    everything = accuracy_of_pairs(pairs.left, pairs.right, labelled.person, labelled.side)
    sure = _at(SURE_WEIGHT, pairs, labelled)
    return Evaluation(
        records=labelled.records,
        people=int(labelled.person.max(initial=-1)) + 1,
        compared=int(pairs.left.size),
        found_by_blocking=everything.recall,
        pairs=sure.pairs,
        clusters=sure.clusters,
        layers=layers,
        curve=tuple(_at(weight, pairs, labelled) for weight in _CURVE_WEIGHTS),
        confusion=_confusion(pairs, labelled.person),
    )
