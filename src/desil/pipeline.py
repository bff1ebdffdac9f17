"""The stages, in order: deliveries to a run.

intake has made the deliveries; linkage makes one register of them; ranking orders its families and
eligibility judges them by every programme's rules. A run is a frozen recipe and its results: the
same recipe is the same run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import pyarrow.parquet as pq

from desil import __version__
from desil.eligibility.judging.judgement import judge
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.eligibility.words.word_views import (
    EVIDENCE_STEPS,
    open_receipts,
    open_scores,
)
from desil.engine.database import open_database
from desil.engine.durable import folder_made_whole
from desil.engine.hashing import sha256_of, sha256_of_text
from desil.engine.manifest import MANIFEST, Manifest, Recipe, read_manifest, write_manifest
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.step import StepResult, run_step
from desil.engine.store import Store
from desil.errors import NotFound
from desil.linkage.corrections.overlay import (
    CORRECTION_STEP,
    CorrectionDelivery,
    open_corrections,
)
from desil.linkage.integration.integrate import INTEGRATION_STEPS, integrate
from desil.linkage.integration.link_cache import LinkCache
from desil.linkage.layers.preparation import prepared_weights, weights_version
from desil.linkage.recap.steps import RECAP_STEPS
from desil.linkage.records.deliveries import SourceDelivery
from desil.linkage.register import REGISTER_STEPS, ReleaseDelivery, open_releases
from desil.linkage.review.decisions import (
    all_decisions,
    decisions_version,
    standing_decisions,
)
from desil.plausibility.run_inputs import (
    correction_deliveries,
    delivered,
    release_deliveries,
    source_deliveries,
)
from desil.ranking.activation.model_store import active_version, model_of
from desil.ranking.deciles.policy import RankingPolicy, Weighting
from desil.ranking.movement.reranking import RankedRun
from desil.ranking.stage import FACT_STEP, Ranking, open_official_deciles, rank
from desil.sources.catalogue import catalogue
from desil.sources.source import Role

_DATA_WING = ("dictionary", "engine", "sources", "intake", "linkage", "ranking", "eligibility")
_ORDER = ("pipeline.py", "plausibility/run_inputs.py")  # which deliveries and steps, in what order
_LIBRARIES = (
    "duckdb",
    "polars",
    "pyarrow",
    "numpy",
    "splink",
    "scipy",
    "scikit-learn",
    "lightgbm",
    "interpret-core",
)


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run's manifest, its folder, and whether the same recipe had been run before."""

    manifest: Manifest
    folder: Path
    already_there: bool


@cache
def code_version() -> str:
    """The package version and 12 hex digits over every file that decides a run's bytes and the
    versions of the libraries that compute them."""
    package = Path(str(resources.files("desil")))
    files = [
        path
        for room in _DATA_WING
        for path in sorted((package / room).rglob("*"))
        if path.suffix in {".py", ".sql", ".yaml", ".csv"}
    ]
    files += [package / name for name in _ORDER]
    listing = "".join(f"{p.relative_to(package).as_posix()} {sha256_of(p)}\n" for p in files)
    listing += "".join(f"{name} {version(name)}\n" for name in _LIBRARIES)
    return f"{__version__}+{sha256_of_text(listing)[:12]}"


def _ids(
    deliveries: Sequence[ReleaseDelivery] | Sequence[SourceDelivery] | Sequence[CorrectionDelivery],
) -> list[str]:
    return [delivery.delivery_id for delivery in deliveries]


def _civil_ids(deliveries: Sequence[SourceDelivery]) -> list[str]:
    return [d.delivery_id for d in deliveries if d.is_civil_register]


def make_run(
    store: Store,
    *,
    at: datetime,
    settings: EngineSettings,
    progress: Progress,
    newest: date | None = None,
    shadow: str = "",
    weighting: Weighting = Weighting.FAMILIES,
) -> RunReport:
    """Make the register from every release up to `newest`; NotFound when there is no release.

    Families are ranked by the model in use, where one was approved, or by the version `shadow`,
    and then the run is a trial that is not published. Everything is written to one folder that
    appears whole. The same recipe again is a no-op.
    """
    deliveries = release_deliveries(store, newest)
    if not deliveries:
        raise NotFound(
            "Belum ada kiriman DTSEN yang dapat diproses.",
            hint="Serahkan dulu: desil intake dtsen KELUARGA.csv ANGGOTA.csv --date TANGGAL",
        )
    declared = catalogue(store.home)
    sources = source_deliveries(store)
    corrections = correction_deliveries(store)
    book = rule_book(home_programmes(store.home))
    weights = prepared_weights(store.home, deliveries[-1], sources, settings, progress)
    decisions = standing_decisions(all_decisions(store.home))
    model_version = shadow or active_version(store.home)
    model = model_of(store.home, model_version) if model_version else None
    recipe = Recipe(
        (*_ids(deliveries), *_ids(sources), *_ids(corrections)),
        code_version(),
        {
            "stage": "eligibility",
            "weights": weights_version(weights),
            "decisions": decisions_version(decisions),
            "model": model_version,
            "is_shadow": "yes" if shadow else "",
            "weighting": weighting.value,
            "rules": book.version,
            "sources": declared.own_version,
        },
    )
    folder = store.runs / recipe.run_id
    if (folder / MANIFEST).is_file():
        return RunReport(read_manifest(folder), folder, already_there=True)
    with folder_made_whole(folder) as unfinished, open_database(settings) as database:
        open_releases(database, deliveries)
        open_corrections(database, corrections)
        steps = (*REGISTER_STEPS, CORRECTION_STEP)
        register = [run_step(database, s, unfinished, progress) for s in steps]
        known = sorted([*_ids(deliveries), *_ids(corrections), *_civil_ids(sources)])
        kept = LinkCache(
            store.home / "links", "\n".join((code_version(), declared.own_version, *known))
        )
        integrate(database, declared, sources, weights, decisions, kept, progress)
        added = [run_step(database, s, unfinished, progress) for s in INTEGRATION_STEPS]
        facts = run_step(database, FACT_STEP, unfinished, progress)
        recaps = [run_step(database, s, unfinished, progress) for s in RECAP_STEPS]
        ranked: list[StepResult] = []
        if model is not None:
            open_official_deciles(database)
            ranking = Ranking(model, RankingPolicy(weighting), deliveries[-1].release_date)
            ranked = rank(database, ranking, unfinished, progress)
        open_receipts(database, delivered(sources, Role.RECEIPTS))
        evidence = [run_step(database, s, unfinished, progress) for s in EVIDENCE_STEPS]
        open_scores(database, unfinished)
        answers = judge(database, book, deliveries[-1].release_date, unfinished, progress)
        tables = (*register, *added, facts, *recaps, *ranked, *evidence, *answers)
        manifest = Manifest(recipe, tables, at.isoformat())
        write_manifest(unfinished, manifest)
    return RunReport(manifest, folder, already_there=False)


def ranking_of(store: Store, parameters: Mapping[str, str], day: date) -> Ranking | None:
    """What a run with these parameters ranks by, at its newest release; None without a model."""
    model_version = parameters.get("model", "")
    if not model_version:
        return None
    policy = RankingPolicy(Weighting(parameters["weighting"]))
    return Ranking(model_of(store.home, model_version), policy, day)


def ranked_run(store: Store, folder: Path) -> RankedRun | None:
    """A finished run and what it ranks by; None where it was made without a model.

    NotFound when there is no such run.
    """
    parameters = read_manifest(folder).recipe.parameters
    releases = pq.read_table(folder / "release.parquet", columns=["release_date"])
    day: date = max(releases["release_date"].to_pylist())
    ranking = ranking_of(store, parameters, day)
    return RankedRun(folder, ranking) if ranking else None
