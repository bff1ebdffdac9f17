"""A finished run whose families are told by how many there are of each kind, with two programmes;
only made-up people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

from desil.dictionary import results
from desil.dictionary.result_table import ResultTable
from desil.engine.manifest import read_manifest
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.numbers_of_people import card_number
from tests.register_runs import Family, write_run
from tests.table import rows_of

RELEASED = date(2026, 1, 23)
_AT = datetime(2026, 2, 1, tzinfo=UTC)
_SIZE = 3  # people in each family
_LIST = "fedcba9876543210"
Row = Mapping[str, object]

# families of a kelurahan and desil; of them on the list of PKH, listed and waiting (to the listed
# and the waiting, and to nobody else, PKH is due), and due PIP
GROUPS = """
| village    | desil | families | listed | waiting | PIP |
| 3275010009 | 1     | 30       | 12     | 8       | 20  |
| 3275010009 | 2     | 2        | 1      | 0       | 2   |
| 3275010009 | 7     | 20       | 0      | 0       | 0   |
| 3275010011 | 1     | 25       | 10     | 3       | 13  |
| 3275010011 | 7     | 40       | 0      | 0       | 0   |
| 3275040006 | 1     | 20       | 18     | 0       | 18  |
| 3275040006 | belum | 9        | 0      | 0       | 0   |
"""


@dataclass(frozen=True, slots=True)
class _ListedFamily:
    family: Family
    state: str | None
    is_due_pip: bool


def _families(groups: str) -> Iterator[_ListedFamily]:
    number = 0
    for row in rows_of(groups):
        listed, waiting = int(row["listed"]), int(row["waiting"])
        decile = None if row["desil"] == "belum" else int(row["desil"])
        for place in range(int(row["families"])):
            number += 1
            family = Family(card_number(number), row["village"], _SIZE, {RELEASED: decile})
            waits = "menunggu" if place < listed + waiting else None
            yield _ListedFamily(
                family, "terdaftar" if place < listed else waits, place < int(row["PIP"])
            )


def _write(folder: Path, table: ResultTable, rows: list[Row]) -> None:
    filled = [{name: row.get(name) for name in table.schema.names} for row in rows]
    made = pa.Table.from_pylist(filled, schema=table.schema)
    order = [(name, "ascending") for name in table.sorted_by]
    pq.write_table(made.sort_by(order), folder / table.file_name)


def _write_programmes(folder: Path, told: list[_ListedFamily]) -> None:
    named = {"PKH": "Program Keluarga Harapan", "PIP": "Program Indonesia Pintar"}
    _write(folder, results.PROGRAMMES, [
        {"programme": code, "place": place, "name_id": name, "name_en": f"{name} (en)",
         "authority": "Kemensos", "unit": "family", "valid_from": RELEASED,
         "reference": "Permensos 1/2018", "is_example": 0, "rules_version": "uji",
         "on_date": RELEASED}
        for place, (code, name) in enumerate(named.items())
    ])  # fmt: skip
    _write(folder, results.VERDICTS, [
        {"programme": code, "verdict": verdict, "outcome": outcome, "criterion": "", "fact": "",
         "says_id": outcome, "says_en": outcome}
        for code in named
        for verdict, outcome in enumerate(("layak", "tidak_layak"))
    ])  # fmt: skip
    _write(folder, results.ANSWER_PATTERNS, [
        {"pattern": pattern, "programme": code, "verdict": pattern, "counted": 0, "rupiah": 0,
         "components": ""}
        for code in named
        for pattern in (0, 1)
    ])  # fmt: skip
    _write(folder, results.PROGRAMME_COMPONENTS, [])
    _write(folder, results.OUTCOME_COUNTS, [])
    _write(folder, results.FAMILY_ANSWERS, [
        {"family_number": t.family.number, "village_code": t.family.village,
         "pattern": 0 if t.is_due_pip else 1}
        for t in told
    ])  # fmt: skip


def _load_list(url: str, run_id: str, told: list[_ListedFamily]) -> None:
    values = {
        "list_id": _LIST, "programme": "PKH", "name_id": "PKH", "name_en": "PKH",
        "unit": "family", "period": "2026-Q1", "on_date": date(2026, 1, 1), "run_id": run_id,
        "rules_version": "uji", "reference": "", "quota": "", "result_hash": "0" * 64,
        "words": "{}", "listed": 0, "waiting": 0, "state": "approved", "loaded_by": "petugas",
        "loaded_at": _AT, "reason": "", "decision_reason": "", "proposed_by": "user:1",
        "decided_by": "user:2",
    }  # fmt: skip
    names = ", ".join(values)
    places = ", ".join(f"%({name})s" for name in values)
    with psycopg.connect(url) as connection:
        connection.execute(f"insert into work_programme_list ({names}) values ({places})", values)
        rows = [(t.family, t.state) for t in told if t.state]
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into work_listed_row (list_id, place, village_place, state, family_number,"
                " village_code) values (%s, %s, %s, %s, %s, %s)",
                [
                    (_LIST, place, place, state, family.number, family.village)
                    for place, (family, state) in enumerate(rows)
                ],
            )


def publish_groups(url: str, folder: Path, groups: str = GROUPS, *, version: str = "0") -> str:
    """Publish a run of these groups, with a list of PKH that was signed; returns its number."""
    told = list(_families(groups))
    made = write_run(folder, [t.family for t in told], version=version)
    _write_programmes(made, told)
    publish(made, url=url, by="petugas", at=_AT, progress=Silent())
    run_id = read_manifest(made).run_id
    _load_list(url, run_id, told)
    return run_id
