"""The families of a city as another model ranks them: scored once, kept beside the city."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from desil.eligibility.what_if.city import cache_folder, made_once, open_cutoffs
from desil.eligibility.words.word_views import open_run, open_scores, open_words
from desil.engine.database import Connection, open_database
from desil.engine.durable import folder_made_whole
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.sql_file import sql_text
from desil.engine.store import Store

# Writes family_score and ranking_cutoff of a run (its folder) under a model (its version) into a
# folder; NotFound where there is no such model.
ScoreWith = Callable[[Store, Path, str, Path, EngineSettings], None]
_COLUMNS = "desil_indicative, p_desil_1_4, desil_1_4_ppm, score_micro"


def families_of(version: str) -> str:
    """The name of the view of the families under a model; the empty version is the run's own."""
    if version and not version.isalnum():
        raise ValueError("a version is letters and digits")
    return f"family_by_{version}" if version else "family_word"


def cutoffs_of(version: str) -> str:
    """The name of the table of the national boundaries under a model."""
    return f"cutoff_by_{version}" if version else "cutoff"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the scores are made for and with: the city of a run, with ages on `day`."""

    store: Store
    run: Path
    day: date
    settings: EngineSettings
    score_with: ScoreWith


def _keep(folder: Path, made: Path, asked: Beside) -> None:
    """Write the compact tables from the scores in `made`."""
    with open_database(asked.settings) as maker:
        open_run(maker, asked.run)
        open_scores(maker, made)
        open_words(maker, asked.day)  # no score depends on the day
        open_cutoffs(maker, made)
        for name, text in (
            ("score", sql_text("desil.eligibility.what_if", "model_score")),
            ("cutoff", "from cutoff_kept"),
        ):
            path = str(folder / f"{name}.parquet")
            maker.execute(f"copy ({text}) to $path (format parquet, compression zstd)",
                          {"path": path})  # fmt: skip


def keep_model(asked: Beside, version: str, progress: Progress) -> Path:
    """The folder of the compact scores of a run under a model; made where it is not there."""
    store = asked.store
    folder = cache_folder(store, asked.run, f"model-{version}")

    def make() -> None:
        with folder_made_whole(folder) as unfinished, TemporaryDirectory(dir=store.home) as made:
            asked.score_with(store, asked.run, version, Path(made), asked.settings)
            _keep(unfinished, Path(made), asked)

    with progress.stage("nilai dengan model lain"):
        made_once(folder, make)
    return folder


def open_model(database: Connection, folder: Path, version: str) -> None:
    """Make the families and the boundaries of a model in a city's connection.

    The families' own columns stay where they are: both tables are in the order of the families.
    """
    scores = f"score_by_{version}"
    for name, table in (("score", scores), ("cutoff", cutoffs_of(version))):
        path = str(folder / f"{name}.parquet")
        database.execute(f"create or replace table {table} as from read_parquet($path)",
                         {"path": path})  # fmt: skip
    database.execute(
        f"create or replace view {families_of(version)} as select family_word.* exclude"  # noqa: S608 - letters and digits
        f" ({_COLUMNS}), {scores}.* from family_word positional join {scores}"
    )


def open_models(
    database: Connection,
    asked: Beside,
    versions: Collection[str],
    progress: Progress,
) -> None:
    """Make the families and the boundaries of each model in a city's connection."""
    for version in sorted(versions):
        open_model(database, keep_model(asked, version, progress), version)
