"""The weights of every delivery, learnt before a run links it, and kept.

A delivery is learnt from once, when a run first meets it; later runs take the weights that are
kept, so that a change of a few people does not shift every other link. `desil linkage train` learns
anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from desil.engine.database import Connection, open_database
from desil.engine.hashing import sha256_of_text
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.linkage.layers.learning import LEAST_PRACTICE, learn
from desil.linkage.records.deliveries import (
    SourceDelivery,
    define_macros,
    make_known_people,
)
from desil.linkage.register import ReleaseDelivery
from desil.linkage.weights.delivery_weights import keep_weights, stored_weights
from desil.linkage.weights.drift import drift_of
from desil.linkage.weights.parameters import Parameters, packaged_parameters

Weights = Mapping[str, Parameters]


def _is_large(delivery: SourceDelivery) -> bool:
    unit = delivery.declared.linked_units[0]
    rows = pq.read_metadata(delivery.folder / f"{unit}.parquet").num_rows
    return not delivery.is_civil_register and rows >= LEAST_PRACTICE


def _open(database: Connection, release: ReleaseDelivery) -> None:
    define_macros(database)
    database.read_parquet(str(release.person_file)).create_view("person")
    database.read_parquet(str(release.family_file)).create_view("family")
    make_known_people(database, ())


def _plausible(learnt: Parameters, start: Parameters, delivery: SourceDelivery) -> Parameters:
    drift = drift_of(learnt, start)
    if not drift:
        return learnt
    told = f"{delivery.delivery_id}, ditolak: {drift}"
    return replace(start, people=learnt.people, trained_on=told)


def train_deliveries(
    home: Path,
    release: ReleaseDelivery,
    deliveries: Sequence[SourceDelivery],
    settings: EngineSettings,
    progress: Progress,
) -> None:
    """Learn the weights of deliveries and keep them. Weights that are not plausible are refused:
    the packaged ones are kept in their place, with the reason."""
    start = packaged_parameters()
    with open_database(settings) as database:
        with progress.stage("siapkan bobot"):
            _open(database, release)
        with progress.stage("latih bobot"):
            learnt = learn(database, deliveries, start)
    for delivery in deliveries:
        plausible = _plausible(learnt[delivery.delivery_id], start, delivery)
        keep_weights(home, delivery, plausible)


def prepared_weights(
    home: Path,
    release: ReleaseDelivery,
    deliveries: Sequence[SourceDelivery],
    settings: EngineSettings,
    progress: Progress,
) -> Weights:
    """The weights of each delivery by its id; those that a large delivery lacks are learnt."""
    missing = [d for d in deliveries if _is_large(d) and stored_weights(home, d) is None]
    if missing:
        train_deliveries(home, release, missing, settings, progress)
    start = packaged_parameters()
    return {d.delivery_id: stored_weights(home, d) or start for d in deliveries}


def weights_version(weights: Weights) -> str:
    """12 hex digits over the weights of all deliveries; they are part of a run's recipe."""
    told = sorted(f"{delivery} {parameters.version}" for delivery, parameters in weights.items())
    return sha256_of_text("\n".join(told))[:12]
