"""A city held in memory for quick questions: every word of every family and member, compact.

Family numbers are replaced by whole numbers in their order; nothing here names anybody.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from inspect import getsource
from pathlib import Path

import duckdb  # its version is part of the recipe

from desil.dictionary.results import RANKING_CUTOFFS
from desil.eligibility.words.vocabulary import words_of
from desil.eligibility.words.word import Scope
from desil.eligibility.words.word_views import open_run, open_words, word_statements
from desil.engine.database import Connection, open_database
from desil.engine.durable import folder_made_whole
from desil.engine.hashing import sha256_of_text
from desil.engine.manifest import MANIFEST, read_manifest
from desil.engine.private_files import make_private_file, make_private_folder
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.sql_file import sql_text
from desil.engine.store import Store

WHAT_IF = "what-if"  # the folder of a home
_HELD = ("family_word", "cutoff")  # in memory


def city_settings(store: Store) -> EngineSettings:
    """So much of the machine as a city takes that is made for the office, or kept by it."""
    return store.engine_settings(memory_limit="2GB", threads=2)


def _columns(scope: Scope) -> str:
    names = sorted({w.name for w in words_of(scope).values()})
    return ", ".join(f'"{n}"' for n in names)


def _build(database: Connection, run: Path, day: date) -> None:
    """Make `family_told`, `member_kept` and `cutoff_kept` from a run's own tables."""
    open_run(database, run)
    open_words(database, day)
    database.execute("create table number_of as select family_number as told,"
                     " cast(row_number() over (order by family_number) as integer) as number"
                     " from family")  # fmt: skip
    database.execute(
        "create table family_kept as select number as family_number, told,"  # noqa: S608 - declared words
        f" {_columns(Scope.FAMILY)}, desil_1_4_ppm, score_micro"
        " from family_word inner join number_of on family_word.family_number = told"
        " left join (select family_number as scored, score_micro from family_score)"
        " on scored = told order by number"
    )
    database.execute(
        f"create table member_kept as select number as family_number, {_columns(Scope.MEMBER)}"  # noqa: S608 - declared words
        " from member_word inner join number_of on member_word.family_number = told"
        " order by number"
    )
    profiles = sql_text("desil.eligibility.what_if", "family_profile")
    database.execute(f"create table family_profile as {profiles}")
    database.execute(
        "create view family_told as select family_kept.*, profile"
        " from family_kept positional join family_profile"  # both in the order of the numbers
    )
    open_cutoffs(database, run)


def open_cutoffs(database: Connection, folder: Path) -> None:
    """Make `cutoff_kept`: the national boundaries of a folder, none where it had no model."""
    path = folder / RANKING_CUTOFFS.file_name
    if path.is_file():
        database.read_parquet(str(path)).create_view("ranking_cutoff", replace=True)
        database.execute(
            "create table cutoff_kept as select boundary, score_micro from ranking_cutoff"
            " where level = 'national'"
        )
    else:
        database.execute("create table cutoff_kept (boundary smallint, score_micro integer)")


def _keep(database: Connection, folder: Path) -> None:
    kept = {"family_word": "family_told", "member_word": "member_kept", "cutoff": "cutoff_kept"}
    for name, table in kept.items():
        path = str(folder / f"{name}.parquet")
        database.execute(f"copy (from {table}) to $path (format parquet, compression zstd)",
                         {"path": path})  # fmt: skip


@contextmanager
def _one_maker(folder: Path) -> Iterator[None]:
    """Others who would make a city in `folder`, in whatever process, wait."""
    make_private_folder(folder)
    with make_private_file(folder / "make.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # goes with the file, also where the process is killed
        yield


def made_once(folder: Path, make: Callable[[], None]) -> None:
    """Have `folder` made by one, whoever else may want it, in whatever process."""
    if folder.is_dir():
        return
    with _one_maker(folder.parent):
        if not folder.is_dir():  # else somebody has just made it
            make()


def _format() -> str:
    """A short hash of how the tables are made: tables made otherwise are made anew."""
    texts = [
        sql_text("desil.eligibility.what_if", "family_profile"),
        getsource(_build),
        duckdb.__version__,
    ]
    texts += [_columns(scope) for scope in (Scope.FAMILY, Scope.MEMBER)]
    return sha256_of_text("\n".join((*texts, *word_statements())))[:8]


def cache_folder(store: Store, run: Path, what: str) -> Path:
    """Where something of a run is kept: run, what it is, and the way in which it is made."""
    version = "made-by-hand"
    if (run / MANIFEST).is_file():
        version = read_manifest(run).run_id
    return store.home / WHAT_IF / f"{version}-{what}-{_format()}"


def keep_city(
    store: Store, run: Path, day: date, settings: EngineSettings, progress: Progress
) -> Path:
    """The folder of the compact tables of a run, with ages on `day`; made where it is not there."""
    folder = cache_folder(store, run, day.isoformat())

    def make() -> None:
        with open_database(settings) as maker, folder_made_whole(folder) as unfinished:
            _build(maker, run, day)
            _keep(maker, unfinished)

    with progress.stage("ringkas kota"):
        made_once(folder, make)
    return folder


def sweep_cities(store: Store, runs: Collection[str]) -> int:
    """Remove the kept tables of all runs but `runs`, and those made in a way that is no longer
    ours; how many. They are made again when somebody asks."""
    parent = store.home / WHAT_IF
    if not parent.is_dir():
        return 0
    with _one_maker(parent):
        old = [
            folder
            for folder in parent.iterdir()
            if folder.is_dir()
            and not (folder.name.split("-")[0] in runs and folder.name.endswith(f"-{_format()}"))
        ]
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def resident_city(
    store: Store, run: Path, day: date, settings: EngineSettings, progress: Progress
) -> Connection:
    """A connection that holds the city of a run, with ages on `day`; the caller closes it.

    The compact tables are kept in the home's folder `what-if` and read from there the next time;
    those of members stay there and are read when they are asked.
    """
    folder = keep_city(store, run, day, settings, progress)
    database = open_database(settings)
    with progress.stage("buka kota"):
        for name in _HELD:
            path = str(folder / f"{name}.parquet")
            database.execute(f"create table {name} as from read_parquet($path)", {"path": path})
        # Members are asked once for each programme, and then for a few words of many: in memory
        # they would be most of the city, and most of the wait for it.
        members = str(folder / "member_word.parquet")
        database.read_parquet(members).create_view("member_word")
    return database
