"""Families for programmes, written as small tables, and what the rules say of them.

A member is told by a birth date and words: `1960-03-17`, `2015-01-02 sd`, `1980-05-05 pns`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from desil.dictionary import results
from desil.eligibility.judging.compiled import Rules, rules_of
from desil.eligibility.judging.judgement import (
    judge_families,
    number_patterns,
    pattern_answers,
)
from desil.eligibility.programme.catalogue import RuleBook, rule_book
from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from tests.numbers_of_people import card_number, member_nik
from tests.table import rows_of

VILLAGE = "3275010009"
Row = Mapping[str, object]
_OF_MEMBER: dict[str, Row] = {
    "sd": {"school_participation": 2, "education_level": 3},
    "smp": {"school_participation": 2, "education_level": 8},
    "sma": {"school_participation": 2, "education_level": 13},
    "kuliah": {"school_participation": 2, "education_level": 19},
    "tamat": {"school_participation": 3},
    "buta": {"seeing": 1},
    "tuli": {"hearing": 2},
    "dirawat": {"self_care": 2},
    "bekerja": {"is_working": 1, "work_status": 4},
    "bumn": {"is_working": 1, "work_status": 5},
}
_OF_EVIDENCE: dict[str, Row] = {
    "meninggal": {"is_dead": 1},
    "pindah": {"is_moved": 1},
    "pns": {"is_civil_servant": 1},
    "tidakpadan": {"is_unmatched": 1},
}
_ANSWERED = dict.fromkeys(
    ("seeing", "hearing", "walking", "hands", "learning", "behaviour", "communicating",
     "self_care"), 4,
)  # fmt: skip


def _member(told: str, nik: str, family: str) -> tuple[dict[str, object], dict[str, object]]:
    born, *words = told.split()
    member: dict[str, object] = {
        "nik": nik, "family_number": family, "birth_date": None, "school_participation": 1,
        **_ANSWERED,
    }  # fmt: skip
    evidence: dict[str, object] = {"nik": nik}
    if born != "?":
        member["birth_date"] = date.fromisoformat(born)
    for word in words:
        if word.startswith("upah="):
            evidence["wage"] = int(word.removeprefix("upah="))
        elif word.startswith("tanpa="):
            member[word.removeprefix("tanpa=")] = None
        else:
            member |= _OF_MEMBER.get(word, {})
            evidence |= _OF_EVIDENCE.get(word, {})
    return member, evidence


def _table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([{f.name: r.get(f.name) for f in schema} for r in rows], schema)


def open_families(
    families: Sequence[Row], members: Sequence[Row], evidence: Sequence[Row], spill: Path
) -> duckdb.DuckDBPyConnection:
    """A database with the tables of a run that programmes read, from plain rows."""
    database = open_database(EngineSettings(spill))
    deciles = [
        {"release_date": date(2026, 3, 17), "decile_national": f.get("desil")} | f for f in families
    ]
    told = (
        (results.FAMILIES, families),
        (results.PERSONS, members),
        (results.FAMILY_DECILES, deciles),
        (results.FAMILY_FACTS, families),
        (results.FAMILY_SCORES, [f for f in families if f.get("desil_1_4_ppm") is not None]),
        (results.PERSON_EVIDENCE, evidence),
    )
    for table, rows in told:
        database.register("told", _table(rows, table.schema))
        database.execute(f"create table {table.name} as from told")
    database.execute("create view newest_release as select date '2026-03-17' as release_date")
    return database


def database_of(text: str, spill: Path) -> duckdb.DuckDBPyConnection:
    """A database of the families of a small table: kk, desil, anggota, and facts by name."""
    families, members, evidence = [], [], []
    for row in rows_of(text):
        number = card_number(int(row["kk"]))
        people = [p.strip() for p in row["anggota"].split(";") if p.strip()]
        for n, person in enumerate(people):
            member, said = _member(person, member_nik(number, n), number)
            members.append(member)
            evidence.append(said)
        facts = {
            k: int(v) for k, v in row.items()
            if v and k not in {"kk", "anggota", "desil", "hasil", "sebab", "dihitung", "rupiah"}
        }  # fmt: skip
        families.append(
            {"family_number": number, "village_code": VILLAGE, "counted_size": len(people),
             "desil": int(row["desil"]) if row["desil"] else None} | facts
        )  # fmt: skip
    return open_families(families, members, evidence, spill)


def rules_for(code: str, day: date, book: RuleBook | None = None) -> Rules:
    """The rules of a programme in force on `day`."""
    programme = (book or rule_book()).programme(code)
    version = programme.on(day)
    assert version is not None, f"no rules of {code} on {day}"
    return rules_of(programme, version)


def answers(
    code: str,
    text: str,
    spill: Path,
    *,
    day: date = date(2026, 3, 17),
    book: RuleBook | None = None,
) -> list[dict[str, str]]:
    """What the rules say of each family of a small table, in the table's own words."""
    database, rules = database_of(text, spill), rules_for(code, day, book)
    judge_families(database, [rules], day)
    number_patterns(database, 1)
    database.execute(f"create table answer_pattern as {pattern_answers([rules])}")
    rows = database.execute(
        "select family_number, verdict, counted, rupiah from judged inner join pattern"
        " using (answer_1) inner join answer_pattern using (pattern)"
    ).fetchall()
    told = {}
    for number, verdict, counted, rupiah in rows:
        found = rules.verdicts[verdict]
        why = f"{found.criterion} {found.fact}".strip()
        told[number] = {
            "hasil": found.outcome.value, "sebab": why,
            "dihitung": str(counted), "rupiah": str(rupiah),
        }  # fmt: skip
    return [told[card_number(int(row["kk"]))] for row in rows_of(text)]


def expected(text: str) -> list[dict[str, str]]:
    """The columns of a small table that say what must come out."""
    return [{k: r[k] for k in ("hasil", "sebab", "dihitung", "rupiah")} for r in rows_of(text)]


def write_run(database: duckdb.DuckDBPyConnection, folder: Path, *, shuffled: bool = False) -> None:
    """Write the tables of `open_families` as a run's folder, in the order of the families or in
    another one."""
    folder.mkdir(parents=True)
    told = (
        results.FAMILIES,
        results.PERSONS,
        results.FAMILY_DECILES,
        results.FAMILY_FACTS,
        results.FAMILY_SCORES,
        results.PERSON_EVIDENCE,
    )
    for table in told:
        order = "order by hash(t::varchar)" if shuffled else ""
        rows = database.sql(f"select * from {table.name} t {order}").to_arrow_table()
        pq.write_table(rows.cast(table.schema), folder / table.file_name)
    releases = pa.Table.from_pylist(
        [{"release_date": date(2026, 3, 17), "delivery_id": "uji", "families": 0, "persons": 0}],
        results.RELEASES.schema,
    )
    pq.write_table(releases, folder / results.RELEASES.file_name)
    pq.write_table(results.RECEIPTS.schema.empty_table(), folder / "receipt.parquet")
