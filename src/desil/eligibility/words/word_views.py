"""The views that give every word its value, from a run's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from desil.dictionary import results
from desil.dictionary.result_table import ResultTable
from desil.dictionary.rules.priority_deciles import priority_deciles
from desil.eligibility.words.payment_words import open_payment_words
from desil.engine.check import no_two_rows_share
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.engine.step import Step
from desil.errors import Conflict

_WORD_VIEWS = ("family_word", "member_word")
_FOLDER = Path(str(resources.files("desil.eligibility.words")))

EVIDENCE_STEPS: tuple[Step, ...] = (
    Step(
        results.PERSON_EVIDENCE,
        _FOLDER / "person_evidence.sql",
        (no_two_rows_share("person_evidence", "nik"),),
    ),
    Step(results.RECEIPTS, _FOLDER / "receipt.sql"),
)
_OF_RUN: tuple[ResultTable, ...] = (
    results.FAMILIES,
    results.PERSONS,
    results.FAMILY_DECILES,
    results.RELEASES,
    results.FAMILY_FACTS,
    results.PERSON_EVIDENCE,
    results.RECEIPTS,
)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery that programmes ask: its id and the Parquet file of its records."""

    delivery_id: str
    file: Path


def _view(database: Connection, name: str, table: ResultTable, folder: Path) -> None:
    database.read_parquet(str(folder / table.file_name)).create_view(name, replace=True)


def open_assistance(database: Connection) -> None:
    """Make `assistance`: the deciles up to which assistance goes first, and at all."""
    told = priority_deciles()
    database.execute(
        "create or replace table assistance as"
        " select cast($first as smallint) as first_decile, cast($last as smallint) as last_decile",
        {"first": told.first, "last": told.last},
    )


def _delivered(
    database: Connection, name: str, files: Sequence[Delivered], columns: dict[str, str]
) -> None:
    """Make `name`: the columns (name to SQL type) of every file, with its delivery's id."""
    listed = ", ".join(f"{c} {t}" for c, t in columns.items())
    database.execute(f"create or replace table {name} (delivery_id varchar, {listed})")
    for told in files:
        database.execute(
            f"insert into {name} select $delivery, {', '.join(columns)}"  # noqa: S608 - own names
            " from read_parquet($file)",
            {"delivery": told.delivery_id, "file": str(told.file)},
        )


def open_receipts(database: Connection, receipts: Sequence[Delivered]) -> None:
    """Make `delivered_receipt` and the meaning of its words, which `EVIDENCE_STEPS` read."""
    columns = {
        "programme": "varchar",
        "period": "varchar",
        "family_number": "varchar",
        "nik": "varchar",
        "amount": "integer",
        "status": "varchar",
    }
    _delivered(database, "delivered_receipt", receipts, columns)
    open_payment_words(database)


def open_scores(database: Connection, folder: Path) -> None:
    """Make the view `family_score` from a run, without a row where it had no model."""
    table = results.FAMILY_SCORES
    if (folder / table.file_name).is_file():
        _view(database, table.name, table, folder)
        return
    database.register("no_scores", table.schema.empty_table())
    database.execute("create or replace view family_score as from no_scores")


def open_run(database: Connection, folder: Path) -> None:
    """The tables of a finished run as views; Conflict for one made before programmes were."""
    for table in _OF_RUN:
        if not (folder / table.file_name).is_file():
            raise Conflict(
                "Run {name} disusun sebelum langkah program ada.",
                hint="Susun ulang: desil run",
                name=folder.name,
            )
        _view(database, table.name, table, folder)
    database.execute(
        "create or replace view newest_release as"
        " select max(release_date) as release_date from release"
    )
    open_scores(database, folder)


def word_statements() -> tuple[str, ...]:
    """The SELECTs that make `family_word` and `member_word`."""
    return tuple(sql_text("desil.eligibility.words", name) for name in _WORD_VIEWS)


def open_words(database: Connection, day: date) -> None:
    """Make the views `family_word` and `member_word`, with ages on `day`."""
    database.execute(
        "create or replace table reference_day as select $day as on_date", {"day": day}
    )
    for name, text in zip(_WORD_VIEWS, word_statements(), strict=True):
        database.execute(f"create or replace view {name} as {text}")
