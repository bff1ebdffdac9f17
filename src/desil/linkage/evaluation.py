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
from desil.linkage.evidence import Pairs, weigh
from desil.linkage.fields import Field
from desil.linkage.labelled import Labelled, read_labelled
from desil.linkage.layers.by_layer import LayerAccuracy, accuracy_by_layer
from desil.linkage.links import cluster_threshold, clusters_of, one_to_one, pair_threshold
from desil.linkage.model import compared_pairs

_CURVE_WEIGHTS = tuple(range(-4, 17, 2))
_EXAMPLES = 5
_WEAK = 0.8  # expected F1 below which the fields are said to be too few


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
    """What came out. `found_by_blocking` is the share of true pairs that were compared at all;
    `weight` (log2 odds) that from which pairs are linked, `expected` the F1 foreseen without the
    labels."""

    records: int
    people: int
    compared: int
    found_by_blocking: float
    weight: float
    expected: float
    pairs: Accuracy
    clusters: Accuracy
    layers: tuple[LayerAccuracy, ...]
    curve: tuple[CurvePoint, ...]
    confusion: Confusion

    @property
    def is_weak(self) -> bool:
        """Whether the fields are expected to tell people apart badly."""
        return self.expected < _WEAK


@dataclass(frozen=True, slots=True)
class _Judge:
    """Measures the links that a weight gives. Where a person is there once in each of two files,
    nobody is linked twice."""

    pairs: Pairs
    labelled: Labelled
    is_one_to_one: bool

    def links(self, weight: float) -> Pairs:
        """The links from a weight up."""
        sure = self.pairs.at_least(weight)
        return one_to_one(sure) if self.is_one_to_one else sure

    def of_pairs(self, linked: Pairs) -> Accuracy:
        """The accuracy of links, pair by pair."""
        told = self.labelled
        return accuracy_of_pairs(linked.left, linked.right, told.person, told.side)

    def of_clusters(self, linked: Pairs) -> Accuracy:
        """The accuracy of the people that links make."""
        told = self.labelled
        cluster = clusters_of(linked, told.records).astype(np.int64)
        return accuracy_of_clusters(cluster, told.person, told.side)

    def point(self, weight: float) -> CurvePoint:
        """Both, when everything from a weight up is linked."""
        linked = self.links(weight)
        return CurvePoint(weight, self.of_pairs(linked), self.of_clusters(linked))


def _examples(
    pairs: Pairs, chosen: npt.NDArray[np.bool_], order: npt.NDArray[np.float64]
) -> tuple[tuple[int, int, float], ...]:
    positions = np.flatnonzero(chosen)
    first = positions[np.argsort(order[positions], kind="stable")][:_EXAMPLES]
    return tuple(
        (int(pairs.left[i]), int(pairs.right[i]), round(float(pairs.weight[i]), 2)) for i in first
    )


def _confusion(pairs: Pairs, linked: Pairs, labelled: Labelled) -> Confusion:
    is_right = labelled.person[pairs.left] == labelled.person[pairs.right]
    number = pairs.left * labelled.records + pairs.right
    is_linked = np.isin(number, linked.left * labelled.records + linked.right)
    return Confusion(
        _examples(pairs, is_linked & ~is_right, -pairs.weight),
        _examples(pairs, ~is_linked & is_right, pairs.weight),
    )


def evaluate(
    files: Sequence[Path],
    truth: str,
    fields: Sequence[Field],
    settings: EngineSettings,
    *,
    is_repeated: bool = False,
) -> Evaluation:
    """Link the records of one file among themselves, or of two with each other, and measure.

    Two files are linked one to one, unless a person may be there several times (`is_repeated`).
    The weights from which records are linked are chosen without the labels.
    """
    with open_database(settings) as database:
        labelled = read_labelled(database, files, truth, fields)
        compared = compared_pairs(database, labelled.tables, fields)
        pairs = weigh(compared, fields, labelled.absent, labelled.side)
        judge = _Judge(pairs, labelled, len(files) > 1 and not is_repeated)
        weight, expected = pair_threshold(pairs)
        linked = judge.links(weight)
        layers = accuracy_by_layer(database, linked, fields, labelled.person)
    if judge.is_one_to_one:
        joined = linked
    else:
        joined = pairs.at_least(cluster_threshold(pairs, labelled.records, weight))
    return Evaluation(
        records=labelled.records,
        people=int(labelled.person.max(initial=-1)) + 1,
        compared=int(pairs.left.size),
        found_by_blocking=judge.of_pairs(pairs).recall,
        weight=weight,
        expected=expected,
        pairs=judge.of_pairs(linked),
        clusters=judge.of_clusters(joined),
        layers=layers,
        curve=tuple(judge.point(w) for w in _CURVE_WEIGHTS),
        confusion=_confusion(pairs, linked, labelled),
    )
