"""A list of one programme for one period: who is listed, who waits, and why the others are not.

A list is frozen: a folder named by the hash of its recipe (run, rules, period, quota), never
changed. The same recipe gives the same bytes, whatever the order of the input or the threads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa

from desil.dictionary import results
from desil.dictionary.columns.eligibility import ListState, Outcome
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.eligibility.judging.compiled import VERDICT_BASE, Rules, compiled, rules_of
from desil.eligibility.judging.gathering import COUNT_BASE
from desil.eligibility.lists.frozen import FrozenList, StoredList, stored_lists, write_words
from desil.eligibility.lists.period import Period
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import RuleBook
from desil.eligibility.programme.programme import Unit
from desil.eligibility.words.word_views import open_run, open_words
from desil.engine.check import Check, no_two_rows_share
from desil.engine.database import Connection, open_database
from desil.engine.durable import folder_made_whole
from desil.engine.manifest import MANIFEST, Manifest, Recipe, read_manifest, write_manifest
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.sql_file import sql_text
from desil.engine.step import Step, run_step
from desil.engine.store import Store
from desil.errors import Conflict

_FOLDER = Path(str(resources.files("desil.eligibility.lists")))
_LAST = 10**15


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What a list is made from: the run, the programme, the period and the quota."""

    run: Path
    programme: str
    period: Period
    quota: Quota


@dataclass(frozen=True, slots=True)
class ListReport:
    """A made list, and whether it had been made before."""

    kept: StoredList
    already_there: bool


def _policy() -> Mapping[str, Any]:
    text = (_FOLDER / "policy.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = bounded_yaml(text)["borderline"]
    return found


def _keep(database: Connection, name: str, rows: pa.Table) -> None:
    database.register("rows_to_keep", rows)
    database.execute(f"create or replace table {name} as from rows_to_keep")
    database.unregister("rows_to_keep")


def _text(name: str) -> str:
    return sql_text("desil.eligibility.lists", name)


def tie_text(rules: Rules) -> str:
    """SQL of the tie-breaks as one value that grows from the first place to the last."""
    parts = [
        f"coalesce({'-' if tie.is_descending else ''}extra_{n}, {_LAST})"
        for n, tie in enumerate(rules.version.ties, start=1)
    ]
    return f"[{', '.join(parts)}]" if parts else "cast([] as bigint[])"


def _pairs(home: Path, rules: Rules, period: Period) -> list[StoredList]:
    """The lists of the same period that exclude a family from this one, newest of each."""
    found = []
    for other in rules.version.exclusive_with:
        kept = [k for k in stored_lists(home, other) if k.frozen.period == period.text]
        found += kept[-1:]
    return found


def _answer(database: Connection, rules: Rules, pairs: Sequence[StoredList]) -> None:
    """Make `answered`, one row per family, and `member_part` on a list of persons."""
    told = compiled([rules], [tie.node for tie in rules.version.ties])
    database.execute(
        "create or replace table answered as"  # noqa: S608 - checked trees
        f" select family_number, village_code, size, answer_1 as answer,"
        f" answer_1 % {VERDICT_BASE} as verdict, {tie_text(rules)} as tie from ({told.statement})"
    )
    for number, pair in enumerate(pairs, start=len(rules.verdicts)):
        database.execute(
            f"update answered set verdict = {number} where verdict = 0 and family_number in"  # noqa: S608 - names and numbers of our own
            " (select family_number from read_parquet($file) where state = 'terdaftar')",
            {"file": str(pair.folder / results.LIST_ROWS.file_name)},
        )
    if rules.programme.unit is Unit.PERSON:
        database.execute(
            "create or replace table member_part as"  # noqa: S608 - checked trees
            f" select nik, family_number, {told.parts.get(1, '0')} as part from member_word"
            " semi join (select family_number from answered where verdict = 0)"
            " using (family_number)"
        )


def answer_value_text(rules: Rules, table: str) -> str:
    """SQL of what every different `answer` of a table of the eligible is worth."""
    version = rules.version
    components = version.counted_components
    digits = [f"(answer // {VERDICT_BASE * COUNT_BASE**k} % {COUNT_BASE})"
              for k in range(len(components))]  # fmt: skip
    told = ", ".join(
        f"case when {d} > 0 then '{c.name}:' || {d} end"
        for d, c in zip(digits, components, strict=True)
    )
    worth = [f"{d} * {c.amount}" for d, c in zip(digits, components, strict=True)]
    return (
        f"select distinct answer, concat_ws(',', {told or 'null'}) as components,"  # noqa: S608 - names and numbers of our own
        f" {' + '.join(digits) or '0'} as counted,"
        f" {' + '.join([str(version.family_amount), *worth])} as rupiah from {table}"
    )


def _value_tables(database: Connection, rules: Rules) -> None:
    """Make `answer_value` and `part_value`: what an answer and a component are worth."""
    components = rules.version.counted_components
    eligible = "(select * from answered where verdict = 0)"
    database.execute(
        f"create or replace table answer_value as {answer_value_text(rules, eligible)}"
    )
    schema = pa.schema([("part", pa.int32()), ("component", pa.string()), ("rupiah", pa.int32())])
    rows = [
        {"part": k, "component": c.name, "rupiah": c.amount}
        for k, c in enumerate(components, start=1)
    ]
    _keep(database, "part_value", pa.Table.from_pylist(rows, schema))


def _question_tables(
    database: Connection, asked: ListRequest, rules: Rules, pairs: Sequence[StoredList]
) -> None:
    """Make `list_question`, `village_quota` and `verdict_state`."""
    policy, quota = _policy(), asked.quota
    question = {
        "salt": f"{asked.programme}|{asked.period.text}|",
        "total": quota.total,
        "per_village": quota.per_village if not quota.by_village else 0,
        "from_ppm": policy["from_ppm"],
        "to_ppm": policy["to_ppm"],
        "most_members": rules.version.most_members,
    }
    whole = pa.int32()
    schema = pa.schema(
        [pa.field("salt", pa.string()), *(pa.field(k, whole) for k in list(question)[1:])]
    )
    _keep(database, "list_question", pa.Table.from_pylist([question], schema))
    villages = [{"village_code": v, "quota": n} for v, n in quota.by_village.items()]
    schema = pa.schema([("village_code", pa.string()), ("quota", whole)])
    _keep(database, "village_quota", pa.Table.from_pylist(villages, schema))
    states = {
        Outcome.EXCLUDED: ListState.EXCLUDED,
        Outcome.NOT_ELIGIBLE: ListState.NOT_ELIGIBLE,
        Outcome.NOT_JUDGED: ListState.NOT_JUDGED,
    }
    told = [
        {"verdict": n, "state": states[v.outcome].value}
        for n, v in enumerate(rules.verdicts)
        if v.outcome in states
    ]
    told += [
        {"verdict": n, "state": ListState.EXCLUDED.value}
        for n, _ in enumerate(pairs, start=len(rules.verdicts))
    ]
    schema = pa.schema([("verdict", whole), ("state", pa.string())])
    _keep(database, "verdict_state", pa.Table.from_pylist(told, schema))


_ADDS_UP = (
    Check(
        "list_count: semua keluarga = terdaftar + menunggu + dikecualikan + tidak layak + belum",
        "kelurahan yang hitungannya tidak sama dengan jumlah keluarganya",
        "select count(*) from (select coalesce(village_code, '') as village_code, count(*) as there"
        " from list_answer group by 1) full join (select village_code, sum(families) as told"
        " from list_count group by 1) using (village_code) where told is distinct from there",
    ),
    Check(
        "list_count: layak = terdaftar + menunggu",
        "kelurahan yang keluarga layaknya tidak sama dengan terdaftar dan menunggu",
        "select count(*) from (select coalesce(village_code, '') as village_code, count(*) as there"
        " from list_answer where verdict = 0 group by 1) full join (select village_code,"
        " sum(families) as told from list_count where verdict = 0 group by 1)"
        " using (village_code) where told is distinct from there",
    ),
)
_PLACES = (
    no_two_rows_share("list_row", "place"),
    Check(
        "list_row: tempat tanpa lompatan",
        "tempat yang terlewat",
        "select coalesce(max(place), 0) - count(*) from list_row",
    ),
)


def _steps(rules: Rules) -> tuple[Step, ...]:
    return (
        Step(results.LIST_ANSWERS, _FOLDER / "list_answer.sql",
             (no_two_rows_share("list_answer", "family_number"),)),
        Step(results.LIST_ROWS, _FOLDER / "list_row.sql", _PLACES),
        Step(results.LIST_COUNTS, _FOLDER / "list_count.sql", _ADDS_UP),
    )  # fmt: skip


def make_list(
    store: Store,
    asked: ListRequest,
    book: RuleBook,
    *,
    at: datetime,
    code_version: str,
    settings: EngineSettings,
    progress: Progress,
) -> ListReport:
    """Make a list into the home's folder `lists`; nothing where the same recipe was made before.

    NotFound for an unknown programme, Conflict where it has no rules on the first day of the
    period or the run has no programmes.
    """
    programme = book.programme(asked.programme)
    version = programme.on(asked.period.day)
    if version is None:
        raise Conflict(
            "Program {code} tidak punya aturan yang berlaku pada {day}.",
            hint="Pilih periode lain, atau tambah versi aturan di programmes/.",
            code=programme.code,
            day=asked.period.day,
        )
    rules = rules_of(programme, version)
    pairs = _pairs(store.home, rules, asked.period)
    recipe = Recipe(
        (asked.run.name, *(p.frozen.list_id for p in pairs)),
        code_version,
        {
            "programme": programme.code,
            "period": asked.period.text,
            "rules": book.version,
            "quota": asked.quota.recipe_text,
        },
    )
    folder = store.home / "lists" / programme.code / f"{asked.period.text}-{recipe.run_id}"
    if (folder / MANIFEST).is_file():
        return ListReport(StoredList.of(folder, read_manifest(folder)), already_there=True)
    with folder_made_whole(folder) as unfinished, open_database(settings) as database:
        open_run(database, asked.run)
        open_words(database, asked.period.day)
        with progress.stage(f"nilai {programme.code}"):
            _answer(database, rules, pairs)
            _value_tables(database, rules)
            _question_tables(database, asked, rules, pairs)
            unit = programme.unit.value
            database.execute(f"create or replace table candidate as {_text(f'candidate_{unit}')}")
            database.execute(f"create or replace table placed as {_text('ordering')}")
        results = [run_step(database, s, unfinished, progress) for s in _steps(rules)]
        write_words(unfinished, FrozenList.of(recipe, rules, asked.period, asked.quota, pairs))
        manifest = Manifest(recipe, tuple(results), at.isoformat())
        write_manifest(unfinished, manifest)
    return ListReport(StoredList.of(folder, manifest), already_there=False)
