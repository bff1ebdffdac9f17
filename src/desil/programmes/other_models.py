"""The models of this installation that a what-if may rank by, and the scores under one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desil.engine.database import open_database
from desil.engine.manifest import MANIFEST, read_manifest
from desil.engine.progress import Silent
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.ranking.activation.model_store import StoredModel, model_of, stored_models
from desil.ranking.deciles.policy import RankingPolicy, Weighting
from desil.ranking.other_model import scores_under


def models_to_ask(home: Path) -> Sequence[StoredModel]:
    """Every model of a home that was proposed or approved, in the order of proposal."""
    return stored_models(home)


def versions_to_ask(home: Path) -> list[str]:
    """Their versions: what a question may name."""
    return [kept.model.version for kept in models_to_ask(home)]


def score_run(
    store: Store, run: Path, version: str, folder: Path, settings: EngineSettings
) -> None:
    """Write the scores of a run under a kept model into `folder`, with the weighting of the run;
    NotFound where there is no such model."""
    policy = RankingPolicy()
    if (run / MANIFEST).is_file():
        weighting = read_manifest(run).recipe.parameters.get("weighting", policy.weighting)
        policy = RankingPolicy(Weighting(weighting))
    model = model_of(store.home, version)
    with open_database(settings) as database:
        scores_under(database, run, model, policy, folder, Silent())
