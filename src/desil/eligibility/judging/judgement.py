"""All programmes over all families in one pass, and the tables that hold the answers.

Answers repeat: a few thousand different ones serve a whole city. A family's row holds the number
of its pattern; the pattern's rows hold the answer to each programme.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib import resources
from pathlib import Path

import pyarrow as pa

from desil.dictionary import results
from desil.eligibility.judging.compiled import (
    VERDICT_BASE,
    Rules,
    answers_statement,
    rules_of,
)
from desil.eligibility.judging.gathering import COUNT_BASE
from desil.eligibility.programme.catalogue import RuleBook
from desil.eligibility.words.word_views import open_words
from desil.engine.check import Check, no_two_rows_share
from desil.engine.database import Connection
from desil.engine.progress import Progress
from desil.engine.step import Step, StepResult, run_step

_FOLDER = Path(str(resources.files("desil.eligibility.judging")))


def rules_on(book: RuleBook, day: date) -> list[Rules]:
    """The rules in force on `day`, in the order of the programmes' codes."""
    found = ((p, p.on(day)) for p in book.programmes.values())
    return [rules_of(p, v) for p, v in found if v is not None]


def judge_families(database: Connection, all_rules: Sequence[Rules], day: date) -> None:
    """Make the table `judged`: one row per family with its `answer_1` …; ages are on `day`."""
    open_words(database, day)
    answers = ", ".join(f"answer_{n}" for n in range(1, len(all_rules) + 1))
    database.execute(
        "create or replace table judged as"  # noqa: S608 - checked names
        f" select family_number, village_code, size{', ' if answers else ''}{answers}"
        f" from ({answers_statement(all_rules)})"
    )


def number_patterns(database: Connection, programmes: int) -> None:
    """Make `pattern`: each different set of answers with a number that only they decide."""
    keys = ", ".join(f"answer_{n}" for n in range(1, programmes + 1)) or "1"
    database.execute(
        "create or replace table pattern as"  # noqa: S608 - checked names
        f" select *, row_number() over (order by {keys}) as pattern"
        f" from (select distinct {keys} from judged)"
    )


def pattern_answers(all_rules: Sequence[Rules]) -> str:
    """SQL of `answer_pattern`: each pattern's answer to each programme, taken apart."""
    parts = []
    for place, rules in enumerate(all_rules, start=1):
        version = rules.version
        components = version.counted_components
        answer, fixed = f"answer_{place}", version.family_amount
        counts = f"({answer} // {VERDICT_BASE})"
        digits = [f"({counts} // {COUNT_BASE**k} % {COUNT_BASE})" for k in range(len(components))]
        told = ", ".join(
            f"case when {d} > 0 then '{c.name}:' || {d} end"
            for d, c in zip(digits, components, strict=True)
        )
        rupiah = " + ".join(
            [str(fixed), *(f"{d} * {c.amount}" for d, c in zip(digits, components, strict=True))]
        )
        parts.append(
            f"select pattern, '{rules.code}' as programme, {answer} % {VERDICT_BASE} as verdict,"  # noqa: S608 - checked names
            f" {' + '.join(digits) or '0'} as counted,"
            f" concat_ws(',', {told or 'null'}) as components,"
            f" case when {answer} % {VERDICT_BASE} = 0 then {rupiah} else 0 end as rupiah"
            " from pattern"
        )
    return " union all ".join(parts)


def _programme_rows(book: RuleBook, all_rules: Sequence[Rules], day: date) -> pa.Table:
    rows = [
        {
            "programme": r.code,
            "place": place,
            "name_id": r.programme.name.id,
            "name_en": r.programme.name.en,
            "authority": r.programme.authority.value,
            "unit": r.programme.unit.value,
            "valid_from": r.version.valid_from,
            "valid_to": r.version.valid_to,
            "reference": r.version.reference,
            "is_example": int(r.programme.is_example),
            "rules_version": book.version,
            "on_date": day,
        }
        for place, r in enumerate(all_rules, start=1)
    ]
    return pa.Table.from_pylist(rows, schema=results.PROGRAMMES.schema)


def _verdict_rows(all_rules: Sequence[Rules]) -> pa.Table:
    rows = [
        {
            "programme": r.code,
            "verdict": number,
            "outcome": v.outcome.value,
            "criterion": v.criterion,
            "fact": v.fact,
            "says_id": v.says.id,
            "says_en": v.says.en,
        }
        for r in all_rules
        for number, v in enumerate(r.verdicts)
    ]
    return pa.Table.from_pylist(rows, schema=results.VERDICTS.schema)


def _component_rows(all_rules: Sequence[Rules]) -> pa.Table:
    rows = [
        {
            "programme": r.code,
            "component": c.name,
            "label_id": c.label.id,
            "label_en": c.label.en,
            "rupiah": c.amount,
            "is_per_member": int(c.member is not None),
            "is_specific": int(c.is_specific),
            "needs_id": c.needs.id if c.needs else "",
            "needs_en": c.needs.en if c.needs else "",
        }
        for r in all_rules
        for c in r.version.components
    ]
    return pa.Table.from_pylist(rows, schema=results.PROGRAMME_COMPONENTS.schema)


def _arrow(text: str) -> Callable[[Connection], pa.Table]:
    return lambda database: database.sql(text).to_arrow_table()


_CHECKS = (
    no_two_rows_share("family_answer", "family_number"),
    Check(
        "family_answer: setiap keluarga dijawab",
        "keluarga tanpa jawaban, atau sebaliknya",
        "select abs((select count(*) from family_word) - (select count(*) from family_answer))",
    ),
)
_ADDS_UP = (
    Check(
        "outcome_count: layak, dikecualikan, tidak layak, belum dinilai = semua",
        "program yang hitungannya tidak sama dengan jumlah keluarga",
        "select count(*) from (select programme, sum(families) as told from outcome_count"
        " group by programme) where told <> (select count(*) from family_answer)",
    ),
)


def judge(
    database: Connection, book: RuleBook, day: date, folder: Path, progress: Progress
) -> list[StepResult]:
    """Judge every family by the rules in force on `day`; writes the stage `eligibility`.

    Needs the views of `words.opened`. The same run and the same rules give the same bytes.
    """
    all_rules = rules_on(book, day)
    with progress.stage("nilai program"):
        judge_families(database, all_rules, day)
        number_patterns(database, len(all_rules))
        keys = ", ".join(f"answer_{n}" for n in range(1, len(all_rules) + 1))
        database.execute(
            "create or replace table patterned as select family_number, village_code, size,"  # noqa: S608 - checked names
            f" pattern from judged inner join pattern {f'using ({keys})' if keys else 'on true'}"
        )
    answers = pattern_answers(all_rules) or "select * from empty_patterns"
    empty = results.ANSWER_PATTERNS.schema.empty_table()
    database.register("empty_patterns", empty)
    steps = (
        Step(results.PROGRAMMES, lambda _: _programme_rows(book, all_rules, day)),
        Step(results.VERDICTS, lambda _: _verdict_rows(all_rules)),
        Step(results.PROGRAMME_COMPONENTS, lambda _: _component_rows(all_rules)),
        Step(results.ANSWER_PATTERNS, _arrow(answers)),
        Step(results.FAMILY_ANSWERS, _FOLDER / "family_answer.sql", _CHECKS),
        Step(
            results.OUTCOME_COUNTS,
            _FOLDER / "outcome_count.sql",
            _ADDS_UP,
        ),
    )
    return [run_step(database, step, folder, progress) for step in steps]
