"""The statements that turn scores into deciles, in order; the same text on every engine."""

from __future__ import annotations

import re

from desil.dictionary.standing import decile_sql
from desil.engine.sql_file import sql_text

_DECILE = re.compile(r"decile_by\((\S+), (\S+)\)")

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
    return with_deciles(sql_text("desil.ranking.deciles", name))


def with_deciles(text: str) -> str:
    """SQL text in which `decile_by(score, row)` is written out, for every engine."""
    return _DECILE.sub(lambda call: decile_sql(*call.groups()), text)
