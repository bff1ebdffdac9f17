"""The statements that turn scores into deciles, in order; the same text on every engine."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

SQL_FOLDER = Path(str(resources.files("desil.ranking.deciles")))

# Each reads what the ones before it wrote, and the tables ranking_policy, ranking_method,
# given_cutoff and official_decile.
STATEMENTS: tuple[str, ...] = (
    "ranked_score",
    "reference",
    "histogram",
    "running",
    "wanted",
    "estimated_cutoff",
    "cutoff",
    "cutoff_row",
    "standing",
)
KEPT_AS_TABLES: frozenset[str] = frozenset({"ranked_score", "running", "cutoff", "standing"})


def statement(name: str) -> str:
    """The SELECT that makes one of the tables."""
    return (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
