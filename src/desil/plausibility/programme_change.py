"""Whom the programmes' rules fit before and after: families gained and lost by programme."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desil.dictionary.columns.eligibility import Outcome
from desil.dictionary.results import ANSWER_PATTERNS, FAMILY_ANSWERS, PROGRAMMES, VERDICTS
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text

_TABLES = (FAMILY_ANSWERS, ANSWER_PATTERNS, VERDICTS)
_ELIGIBLE = (
    "select answer.programme, family.family_number"
    " from {side}_family_answer as family"
    " inner join {side}_answer_pattern as answer using (pattern)"
    " inner join {side}_programme_verdict as verdict using (programme, verdict)"
    " where verdict.outcome = '{outcome}'"
)


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """Families that fit a programme's rules. Fitting is not receiving: quotas and lists follow."""

    programme: str
    name: str
    before: int
    after: int
    gained: int
    lost: int

    def as_facts(self) -> dict[str, Any]:
        """The change as JSON values."""
        return asdict(self)


def _open(database: Connection, side: str, folder: Path) -> None:
    for table in _TABLES:
        path = folder / table.file_name
        database.read_parquet(str(path)).create_view(f"{side}_{table.name}", replace=True)
    query = _ELIGIBLE.format(side=side, outcome=Outcome.ELIGIBLE.value)
    database.execute(f"create or replace view eligible_{side} as {query}")


def _names(database: Connection, folders: tuple[Path, Path]) -> dict[str, str]:
    named: dict[str, str] = {}
    for folder in folders:
        path = folder / PROGRAMMES.file_name
        rows = database.read_parquet(str(path)).project("programme, name_id").fetchall()
        named.update(rows)
    return named


def programme_changes(
    database: Connection, before: Path, after: Path
) -> tuple[ProgrammeChange, ...]:
    """The changes between two runs' folders by programme; none where a run judged nobody."""
    if not all((f / t.file_name).is_file() for f in (before, after) for t in _TABLES):
        return ()
    _open(database, "before", before)
    _open(database, "after", after)
    names = _names(database, (before, after))
    query = sql_text("desil.plausibility", "programme_change")
    return tuple(
        ProgrammeChange(programme, names.get(programme, programme), *map(int, counts))
        for programme, *counts in database.execute(query).fetchall()
    )
