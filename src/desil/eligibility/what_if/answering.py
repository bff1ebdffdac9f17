"""Answers to a what-if question on a city held in memory."""

from __future__ import annotations

import pyarrow as pa

from desil.dictionary.columns.eligibility import Outcome
from desil.eligibility.judging.compiled import VERDICT_BASE, Rules, compiled, rules_of
from desil.eligibility.lists.making import answer_value_text, tie_text
from desil.eligibility.programme.programme import Unit
from desil.eligibility.what_if.effect import Effect, Sums, expected_of
from desil.eligibility.what_if.groups import DESIL, VILLAGE, Part, parts_by_group
from desil.eligibility.what_if.other_model import cutoffs_of, families_of
from desil.eligibility.what_if.scenario import Question, Scenario
from desil.engine.database import Connection
from desil.engine.hashing import sha256_of_text
from desil.engine.sql_file import sql_text

_GROUPS = "groups"
_KEPT = 6  # of each kind of remembered table; more than one question has scenarios
_LOT = (
    "select family_number, sha256(scenario_question.salt || told) as lot"
    " from family_word cross join scenario_question"
)


def _text(name: str) -> str:
    return sql_text("desil.eligibility.what_if", name)


def _cut_indicative(database: Connection, scenario: Scenario) -> str:
    """The name of the families' view: those of the scenario's model, with other indicative deciles
    where cut-offs change."""
    families = families_of(scenario.model)
    if not scenario.cutoffs:
        return families
    known = dict(database.execute(f"from {cutoffs_of(scenario.model)}").fetchall())
    cutoffs = sorted((known | dict(scenario.cutoffs)).values())
    above = " + ".join(f"cast(score_micro > {c} as smallint)" for c in cutoffs) or "0"
    database.execute(
        "create or replace view family_cut as select * replace (case when desil_indicative is"  # noqa: S608 - whole numbers
        f" not null then 1 + {above} end as desil_indicative) from {families}"
    )
    return "family_cut"


def _name_of(kind: str, text: str) -> str:
    return f"{kind}_{sha256_of_text(text)[:16]}"


def _remembered(database: Connection, name: str) -> int | None:
    """What was noted of a table that is there already, which is now the youngest; else None."""
    database.execute(
        "create table if not exists memo (name varchar, number integer, noted integer)"
    )
    found = database.execute("select noted from memo where name = $name", {"name": name})
    rows = found.fetchall()
    database.execute(
        "update memo set number = (select max(number) + 1 from memo) where name = $name",
        {"name": name},
    )
    return int(rows[0][0]) if rows else None


def _remember(database: Connection, name: str, noted: int = 0) -> None:
    """Note a table; of its kind the oldest go."""
    database.execute(
        "insert into memo select $name, coalesce(max(number), 0) + 1, $noted from memo",
        {"name": name, "noted": noted},
    )
    old = database.execute(
        "select name from memo where starts_with(name, $kind) order by number desc offset $kept",
        {"kind": name[: name.index("_") + 1], "kept": _KEPT},
    ).fetchall()
    for (gone,) in old:
        database.execute(f"drop table if exists {gone}")
        database.execute("delete from memo where name = $name", {"name": gone})


def _memo(database: Connection, kind: str, text: str, *, told: str = "") -> str:
    """The name of the table that a statement makes; it is made once, and once for each `told`
    where the statement reads that from a table."""
    name = _name_of(kind, text + told)
    if _remembered(database, name) is None:
        database.execute(f"create or replace table {name} as {text}")
        _remember(database, name)
    return name


def _judged_text(database: Connection, rules: Rules, families: str) -> str:
    """SQL of every family's answer and tie-breaks.

    What members say does not depend on the families' thresholds: it is asked of all once, and kept
    in the families' own order, so that row meets row without a search (half the work of a join).
    """
    told = compiled([rules], [tie.node for tie in rules.version.ties])
    everybody = (
        "select gathered.* exclude (family_number) from family_word left join ("  # noqa: S608 - checked names
        f"with asked as (select family_number from family_word) {told.gathered}"
        ") as gathered using (family_number) order by family_word.family_number"
    )
    gathered = _memo(database, "gathered", everybody)
    judged = told.judged.replace(
        "from family_word left join gathered using (family_number)",
        f"from {families} as family_word positional join {gathered} as gathered",
    )
    return (
        "select family_number, village_code, answer_1 as answer,"  # noqa: S608 - checked trees
        f" {tie_text(rules)} as tie from ({judged})"
    )


def _answer(database: Connection, rules: Rules, judged: str) -> int:
    """Make `scenario_answer` (the eligible) and `answer_value`; how many are not judged."""
    database.execute(f"create or replace table scenario_verdict as {judged}")
    database.execute(
        "create or replace table scenario_answer as select * from scenario_verdict"  # noqa: S608 - names and numbers of our own
        f" where answer % {VERDICT_BASE} = 0"
    )
    database.execute(
        f"create or replace table answer_value as {answer_value_text(rules, 'scenario_answer')}"
    )
    unknown = [n for n, v in enumerate(rules.verdicts) if v.outcome is Outcome.NOT_JUDGED]
    return _number(
        database,
        f"select count(*) from scenario_verdict where answer % {VERDICT_BASE} in"  # noqa: S608 - names and numbers of our own
        f" ({', '.join(map(str, unknown)) or '-1'})",
    )


def _scenario_table(
    database: Connection, question: Question, scenario: Scenario
) -> tuple[str, int]:
    """The table of a scenario's eligible families, and how many families are not judged; made
    anew only where it is not remembered."""
    rules = rules_of(question.programme, scenario.version)
    families = _cut_indicative(database, scenario)
    database.execute(f"create or replace view scenario_family as from {families}")
    judged = _judged_text(database, rules, families)
    parts = (
        question.programme.code,
        question.period.text,
        judged,
        answer_value_text(rules, ""),
        scenario.quota.recipe_text,
        str(sorted(scenario.cutoffs.items())),
        scenario.model,
    )
    name = _name_of("scenario", "\n".join(parts))
    known = _remembered(database, name)
    if known is not None:
        return name, known
    not_judged = _answer(database, rules, judged)
    _place(database, question, scenario, name)
    _remember(database, name, not_judged)
    return name, not_judged


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
    lots = _memo(database, "lot", _LOT, told=str(asked["salt"]))
    database.execute(f"create or replace view family_lot as from {lots}")
    database.execute(f"create or replace view scenario_key as {_text('scenario_key')}")
    by_village = quota.per_village is not None
    name = "scenario_village_quota" if by_village else "scenario_city_quota"
    database.execute(f"create or replace table {table} as {_text(name)}")


def _sums(database: Connection, table: str, families: str) -> Sums:
    p = "desil_1_4_ppm / 1e6"
    listed, reached, spread, without, rupiah = database.execute(
        f"select count(*), coalesce(sum({p}), 0), coalesce(sum({p} * (1 - {p})), 0),"  # noqa: S608 - names and numbers of our own
        f" count(*) - count(desil_1_4_ppm), coalesce(sum(rupiah::bigint), 0) from {table}"
        " where is_listed"
    ).fetchall()[0]
    whole, whole_spread = database.execute(
        f"select coalesce(sum({p}), 0), coalesce(sum({p} * (1 - {p})), 0) from {families}"  # noqa: S608 - names and numbers of our own
    ).fetchall()[0]
    return Sums(
        listed, reached, spread, whole - reached, whole_spread - spread, without, int(rupiah)
    )


def _parts(database: Connection, table: str, base: str) -> dict[str, list[Part]]:
    """By desil, by kelurahan, and by all groupings of families."""
    for name, told in (("scenario_now", table), ("scenario_base", base)):
        database.execute(f"create or replace view {name} as from {told}")
    rows = database.execute(_text("scenario_part")).fetchall()
    profiles = [(row[2], row[3:]) for row in rows if row[2] is not None]
    return {
        DESIL: [Part(DESIL, str(row[0]), *row[3:]) for row in rows if row[0] is not None],
        VILLAGE: [Part(VILLAGE, row[1], *row[3:]) for row in rows if row[1] is not None],
        _GROUPS: parts_by_group(profiles),
    }


def _effect(
    database: Connection, scenario: Scenario, table: str, base: str, not_judged: int
) -> Effect:
    families, people, counted, rupiah, waiting = database.execute(
        "select count(*) filter (is_listed), coalesce(sum(size) filter (is_listed), 0),"  # noqa: S608 - names and numbers of our own
        " coalesce(sum(counted) filter (is_listed), 0),"
        " coalesce(sum(rupiah::bigint) filter (is_listed), 0), count(*) filter (not is_listed)"
        f" from {table}"
    ).fetchall()[0]
    parts = _parts(database, table, base)
    return Effect(
        scenario.name,
        int(families),
        int(people),
        int(counted),
        int(rupiah),
        int(waiting),
        not_judged,
        sum(p.entering for p in parts[DESIL]),
        sum(p.leaving for p in parts[DESIL]),
        parts[DESIL],
        parts[VILLAGE],
        parts[_GROUPS],
        expected_of(_sums(database, table, families_of(scenario.model))),
    )


def effects_of(database: Connection, question: Question) -> list[Effect]:
    """What each scenario comes to, in order; the city is one of `city.resident_city`, in which the
    models of the scenarios are opened (`other_model.open_model`)."""
    made = [_scenario_table(database, question, s) for s in question.scenarios]
    base = made[0][0]
    return [
        _effect(database, scenario, table, base, not_judged)
        for scenario, (table, not_judged) in zip(question.scenarios, made, strict=True)
    ]
