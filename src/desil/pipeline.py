"""The stages, in order: deliveries to a run.

intake has made the deliveries; linkage makes one register of them; ranking orders its families and
eligibility judges them by every programme's rules. A run is a frozen recipe and its results: the
same recipe is the same run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path

import pyarrow.parquet as pq

from desil import __version__
from desil.eligibility.judging.pass_over import judge
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.eligibility.words.opened import (
    EVIDENCE_STEPS,
    Delivered,
    open_deliveries,
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
from desil.linkage.integration.kept import KeptLinks
from desil.linkage.recap.steps import RECAP_STEPS
from desil.linkage.records.deliveries import CIVIL_REGISTER, UNITS_OF_SOURCE, SourceDelivery
from desil.linkage.register import REGISTER_STEPS, ReleaseDelivery, open_releases
from desil.linkage.review.decisions import (
    all_decisions,
    decisions_version,
    standing_decisions,
)
from desil.linkage.weights.parameters import parameters_of
from desil.ranking.activation.kept import active_version, model_of
from desil.ranking.deciles.policy import RankingPolicy, Weighting
from desil.ranking.movement.reranking import RankedRun
from desil.ranking.stage import FACT_STEP, Ranking, open_official_deciles, rank

_DATA_WING = ("dictionary", "engine", "intake", "linkage", "ranking", "eligibility")


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run's manifest, its folder, and whether the same recipe had been run before."""

    manifest: Manifest
    folder: Path
    already_there: bool


@cache
def code_version() -> str:
    """The package version and 12 hex digits over every file of the data wing."""
    package = Path(str(resources.files("desil")))
    files = [
        path
        for room in _DATA_WING
        for path in sorted((package / room).rglob("*"))
        if path.suffix in {".py", ".sql", ".yaml", ".csv"}
    ]
    listing = "".join(f"{p.relative_to(package).as_posix()} {sha256_of(p)}\n" for p in files)
    return f"{__version__}+{sha256_of_text(listing)[:12]}"


def release_deliveries(store: Store, newest: date | None = None) -> list[ReleaseDelivery]:
    """The DTSEN deliveries up to the release dated `newest`, by date and then as handed in."""
    found: list[tuple[date, str, ReleaseDelivery]] = []
    for described in store.deliveries.glob("dtsen/*/delivery.json"):
        content: Mapping[str, str] = json.loads(described.read_text(encoding="utf-8"))
        dated = date.fromisoformat(content["reference_date"])
        folder = described.parent
        delivery = ReleaseDelivery(
            content["id"], dated, folder / "family.parquet", folder / "person.parquet"
        )
        if newest is None or dated <= newest:
            found.append((dated, content["handed_in_at"], delivery))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].delivery_id))
    return [delivery for _, _, delivery in found]


def source_deliveries(store: Store) -> list[SourceDelivery]:
    """The deliveries of every source that is linked, in the order of their ids."""
    found: list[SourceDelivery] = []
    for source in UNITS_OF_SOURCE:
        for described in sorted(store.deliveries.glob(f"{source}/*/delivery.json")):
            content: Mapping[str, str] = json.loads(described.read_text(encoding="utf-8"))
            dated = date.fromisoformat(content["reference_date"])
            found.append(SourceDelivery(content["id"], source, dated, described.parent))
    return found


def delivered(sources: Sequence[SourceDelivery], source: str, unit: str) -> list[Delivered]:
    """The Parquet file of one unit of every delivery of a source."""
    return [
        Delivered(d.delivery_id, d.folder / f"{unit}.parquet")
        for d in sources
        if d.source == source
    ]


def correction_deliveries(store: Store) -> list[CorrectionDelivery]:
    """The deliveries of accepted corrections, as handed in."""
    found: list[tuple[str, CorrectionDelivery]] = []
    for described in store.deliveries.glob("koreksi/*/delivery.json"):
        content: Mapping[str, str] = json.loads(described.read_text(encoding="utf-8"))
        delivery = CorrectionDelivery(content["id"], described.parent / "change.parquet")
        found.append((content["handed_in_at"], delivery))
    return [delivery for _, delivery in sorted(found, key=lambda f: (f[0], f[1].delivery_id))]


def _ids(
    deliveries: Sequence[ReleaseDelivery] | Sequence[SourceDelivery] | Sequence[CorrectionDelivery],
) -> list[str]:
    return [delivery.delivery_id for delivery in deliveries]


def _civil_ids(deliveries: Sequence[SourceDelivery]) -> list[str]:
    return [d.delivery_id for d in deliveries if d.source == CIVIL_REGISTER]


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
    sources = source_deliveries(store)
    corrections = correction_deliveries(store)
    book = rule_book(home_programmes(store.home))
    parameters = parameters_of(store.home)
    decisions = standing_decisions(all_decisions(store.home))
    version = shadow or active_version(store.home)
    model = model_of(store.home, version) if version else None
    recipe = Recipe(
        (*_ids(deliveries), *_ids(sources), *_ids(corrections)),
        code_version(),
        {
            "stage": "eligibility",
            "weights": parameters.version,
            "decisions": decisions_version(decisions),
            "model": version,
            "is_shadow": "yes" if shadow else "",
            "weighting": weighting.value,
            "rules": book.version,
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
        kept = KeptLinks(store.home / "links", "\n".join((code_version(), *known)))
        integrate(database, sources, parameters, decisions, kept, progress)
        added = [run_step(database, s, unfinished, progress) for s in INTEGRATION_STEPS]
        facts = run_step(database, FACT_STEP, unfinished, progress)
        recaps = [run_step(database, s, unfinished, progress) for s in RECAP_STEPS]
        ranked: list[StepResult] = []
        if model is not None:
            open_official_deciles(database)
            ranking = Ranking(model, RankingPolicy(weighting), deliveries[-1].release_date)
            ranked = rank(database, ranking, unfinished, progress)
        open_deliveries(
            database,
            wages=delivered(sources, "bpjs_tk", "person"),
            receipts=delivered(sources, "penerima", "recipient"),
        )
        evidence = [run_step(database, s, unfinished, progress) for s in EVIDENCE_STEPS]
        open_scores(database, unfinished)
        answers = judge(database, book, deliveries[-1].release_date, unfinished, progress)
        tables = (*register, *added, facts, *recaps, *ranked, *evidence, *answers)
        manifest = Manifest(recipe, tables, at.isoformat())
        write_manifest(unfinished, manifest)
    return RunReport(manifest, folder, already_there=False)


def ranking_of(store: Store, parameters: Mapping[str, str], day: date) -> Ranking | None:
    """What a run with these parameters ranks by, at its newest release; None without a model."""
    version = parameters.get("model", "")
    if not version:
        return None
    policy = RankingPolicy(Weighting(parameters["weighting"]))
    return Ranking(model_of(store.home, version), policy, day)


def ranked_run(store: Store, folder: Path) -> RankedRun | None:
    """A finished run and what it ranks by; None where it was made without a model.

    NotFound when there is no such run.
    """
    parameters = read_manifest(folder).recipe.parameters
    releases = pq.read_table(folder / "release.parquet", columns=["release_date"])
    day: date = max(releases["release_date"].to_pylist())
    ranking = ranking_of(store, parameters, day)
    return RankedRun(folder, ranking) if ranking else None
