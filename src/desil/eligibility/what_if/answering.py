"""Answers to a what-if question on a city held in memory."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa

from desil.dictionary.columns.eligibility import Outcome
from desil.eligibility.judging.compiled import VERDICT_BASE, Rules, compiled, rules_of
from desil.eligibility.lists.making import answer_value_text, tie_text
from desil.eligibility.programme.programme import Unit
from desil.eligibility.what_if.effect import Effect, Sums, expected_of
from desil.eligibility.what_if.scenario import Question, Scenario

Connection = duckdb.DuckDBPyConnection
_FOLDER = Path(str(resources.files("desil.eligibility.what_if")))


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def _cut_indicative(database: Connection, scenario: Scenario) -> str:
    """The name of the families' table: with other indicative deciles where cut-offs change."""
    if not scenario.cutoffs:
        return "family_word"
    known = dict(database.execute("select boundary, score_micro from cutoff").fetchall())
    cutoffs = sorted((known | dict(scenario.cutoffs)).values())
    above = " + ".join(f"cast(score_micro > {c} as smallint)" for c in cutoffs) or "0"
    database.execute(
        "create or replace view family_cut as select * replace (case when desil_indicative is"  # noqa: S608 - whole numbers
        f" not null then 1 + {above} end as desil_indicative) from family_word"
    )
    return "family_cut"


def _answer(database: Connection, rules: Rules, families: str) -> int:
    """Make `scenario_answer` (the eligible) and `answer_value`; how many are not judged."""
    told = compiled([rules], [tie.node for tie in rules.version.ties])
    statement = told.statement.replace("from family_word", f"from {families} as family_word")
    database.execute(
        "create or replace table scenario_verdict as"  # noqa: S608 - checked trees
        f" select family_number, village_code, answer_1 as answer, {tie_text(rules)} as tie"
        f" from ({statement})"
    )
    database.execute(
        "create or replace table scenario_answer as select * from scenario_verdict"  # noqa: S608 - checked names
        f" where answer % {VERDICT_BASE} = 0"
    )
    database.execute(
        f"create or replace table answer_value as {answer_value_text(rules, 'scenario_answer')}"
    )
    unknown = [n for n, v in enumerate(rules.verdicts) if v.outcome is Outcome.NOT_JUDGED]
    return _number(
        database,
        f"select count(*) from scenario_verdict where answer % {VERDICT_BASE} in"  # noqa: S608
        f" ({', '.join(map(str, unknown)) or '-1'})",
    )


def _number(database: Connection, text: str) -> int:
    return int(database.execute(text).fetchall()[0][0] or 0)


def _place(database: Connection, question: Question, scenario: Scenario, table: str) -> None:
    """Make the scenario's table of eligible families."""
    quota = scenario.quota
    if quota.total is None and quota.per_village is None:
        database.execute(f"create or replace table {table} as {_text('scenario_all')}")
        return
    asked = {
        "salt": f"{question.programme.code}|{question.period.text}|",
        "total": quota.total,
        "per_village": quota.per_village,
        "by_person": question.programme.unit is Unit.PERSON,
    }
    schema = pa.schema(
        [("salt", pa.string()), ("total", pa.int64()), ("per_village", pa.int64()),
         ("by_person", pa.bool_())]
    )  # fmt: skip
    database.register("asked_now", pa.Table.from_pylist([asked], schema))
    database.execute("create or replace table scenario_question as from asked_now")
    database.unregister("asked_now")
    database.execute(f"create or replace table {table} as {_text('scenario_row')}")


def _sums(database: Connection, table: str) -> Sums:
    p = "desil_1_4_ppm / 1e6"
    listed, reached, spread, without, rupiah = database.execute(
        f"select count(*), coalesce(sum({p}), 0), coalesce(sum({p} * (1 - {p})), 0),"  # noqa: S608
        f" count(*) - count(desil_1_4_ppm), coalesce(sum(rupiah::bigint), 0) from {table}"
        " where is_listed"
    ).fetchall()[0]
    whole, whole_spread = database.execute(
        f"select coalesce(sum({p}), 0), coalesce(sum({p} * (1 - {p})), 0) from family_word"  # noqa: S608
    ).fetchall()[0]
    return Sums(
        listed, reached, spread, whole - reached, whole_spread - spread, without, int(rupiah)
    )


def _effect(database: Connection, name: str, table: str, base: str, not_judged: int) -> Effect:
    families, people, counted, rupiah, waiting = database.execute(
        "select count(*) filter (is_listed), coalesce(sum(size) filter (is_listed), 0),"  # noqa: S608
        " coalesce(sum(counted) filter (is_listed), 0),"
        " coalesce(sum(rupiah::bigint) filter (is_listed), 0), count(*) filter (not is_listed)"
        f" from {table}"
    ).fetchall()[0]
    grouped = (
        "select {key}, count(*), sum(rupiah::bigint)::bigint from {table} where is_listed"
        " group by 1 order by 1"
    )
    apart = (
        "select count(*) from (select family_number from {a} where is_listed) anti join"
        " (select family_number from {b} where is_listed) using (family_number)"
    )
    return Effect(
        name,
        int(families),
        int(people),
        int(counted),
        int(rupiah),
        int(waiting),
        not_judged,
        _number(database, apart.format(a=table, b=base)),
        _number(database, apart.format(a=base, b=table)),
        database.execute(grouped.format(key="coalesce(desil, 0)", table=table)).fetchall(),
        database.execute(grouped.format(key="coalesce(village_code, '')", table=table)).fetchall(),
        expected_of(_sums(database, table)),
    )


def effects_of(database: Connection, question: Question) -> list[Effect]:
    """What each scenario comes to, in order; the city is one of `city.resident_city`."""
    found = []
    for number, scenario in enumerate(question.scenarios, start=1):
        rules = rules_of(question.programme, scenario.version)
        not_judged = _answer(database, rules, _cut_indicative(database, scenario))
        _place(database, question, scenario, f"scenario_{number}")
        found.append(
            _effect(database, scenario.name, f"scenario_{number}", "scenario_1", not_judged)
        )
    return found
