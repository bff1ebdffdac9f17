"""What the programmes would say of some families if their facts or their rank were others.

There is no second rule: the words and the rules are opened and judged by the statements of a run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import pyarrow as pa

from desil.dictionary import results
from desil.dictionary.columns.eligibility import Outcome
from desil.dictionary.label import Label
from desil.dictionary.results import FAMILY_DECILES
from desil.eligibility.judging.compiled import Rules
from desil.eligibility.judging.judgement import judge_families, number_patterns, pattern_answers
from desil.engine.database import Connection


@dataclass(frozen=True, slots=True)
class RankIf:
    """Where a family stands, as the rules ask: its official deciles, and by the model its
    indicative one, the probability of desil 1-4 (parts per million) and whether it is too close to
    a boundary."""

    family_number: str
    decile_national: int | None
    decile_province: int | None = None
    decile_city: int | None = None
    indicative_national: int | None = None
    desil_1_4_ppm: int | None = None
    is_too_close: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerIf:
    """One programme's answer: the outcome, why, and rupiah a year. `is_specific` where nothing but
    health or disability is counted, so that the outcome itself tells of it."""

    programme: str
    name: Label
    outcome: Outcome
    says: Label
    rupiah: int
    is_specific: bool


def _ranked(database: Connection, day: date, ranks: Sequence[RankIf]) -> None:
    rows = [asdict(rank) for rank in ranks]
    for name, table in (("family_decile", FAMILY_DECILES), ("family_score", results.FAMILY_SCORES)):
        told = [{"release_date": day} | row for row in rows]
        arrow = pa.Table.from_pylist(
            [{f.name: row.get(f.name) for f in table.schema} for row in told], schema=table.schema
        )
        database.register("told", arrow)
        database.execute(f"create or replace table {name} as from told")
        database.unregister("told")


def is_specific(rules: Rules) -> bool:
    """Whether a programme counts members by health or disability alone."""
    counted = [c.is_specific for c in rules.version.components if c.needs is None]
    return bool(counted) and all(counted)


def answers_if(
    database: Connection,
    all_rules: Sequence[Rules],
    day: date,
    ranks: Sequence[RankIf],
    evidence: pa.Table,
) -> Mapping[str, Sequence[AnswerIf]]:
    """By family number, the answers in the order of the rules; ages are on `day`.

    `database` has the families (`desil.ranking.hypothetical.open_facts`); `evidence` is what linked
    sources say of their members (rows of `person_evidence`).
    """
    if not all_rules:
        return {}
    _ranked(database, day, ranks)
    database.register("person_evidence", evidence)
    judge_families(database, all_rules, day)
    number_patterns(database, len(all_rules))
    keys = ", ".join(f"answer_{n}" for n in range(1, len(all_rules) + 1))
    rows = database.execute(
        "select family_number, programme, verdict, rupiah"  # noqa: S608 - numbered and checked names
        f" from judged inner join pattern using ({keys})"
        f" inner join ({pattern_answers(all_rules)}) as answer using (pattern)"
        " order by family_number, programme"
    ).fetchall()
    by_code = {rules.code: rules for rules in all_rules}
    found: dict[str, list[AnswerIf]] = {}
    for number, code, verdict, rupiah in rows:
        rules = by_code[code]
        told = rules.verdicts[verdict]
        answer = AnswerIf(
            code, rules.programme.name, told.outcome, told.says, rupiah, is_specific(rules)
        )
        found.setdefault(number, []).append(answer)
    return found
