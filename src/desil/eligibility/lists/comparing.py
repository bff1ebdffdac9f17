"""A list against the one before: who is new, who leaves, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from desil.dictionary import results
from desil.dictionary.columns.successions import Succession
from desil.dictionary.label import Label
from desil.dictionary.results import FAMILY_SUCCESSIONS, PERSON_SUCCESSIONS
from desil.eligibility.judging.verdict import COMPONENTS
from desil.eligibility.lists.frozen import StoredList, stored_lists
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.errors import Conflict, NotFound

_TOLD = ("row_told", "answer_told")  # of the list before, under the numbers of that day

# What follows families and persons: the table, its name here, earlier and present number, which
# rows.
_NEXT = (
    (FAMILY_SUCCESSIONS, "family_next", "earlier_number", "family_number",
     f"kind <> '{Succession.SPLIT.value}'"),
    (PERSON_SUCCESSIONS, "person_next", "earlier_nik", "nik", "true"),
)  # fmt: skip

REASONS: dict[str, Label] = {
    "died": Label(
        "ada anggota keluarga yang meninggal, menurut Dukcapil",
        "a member of the family has died, by the civil register",
    ),
    "moved": Label(
        "ada anggota keluarga yang pindah, menurut Dukcapil",
        "a member of the family has moved, by the civil register",
    ),
    "gone": Label("tidak ada lagi di rilis terbaru", "is no longer in the newest release"),
    "exceeded": Label(
        "masih memenuhi syarat, tetapi jatah penuh", "still eligible, but the quota is full"
    ),
    "rule_changed": Label("aturan berubah", "the rule has changed"),
    "not_judged": Label("ada fakta yang belum diketahui", "a fact is not known"),
    "excluded": Label("ada hal yang menghalangi", "something stands against it"),
    "graduated": Label("desil naik", "has risen out of the deciles"),
    "no_longer_met": Label("syarat tidak terpenuhi lagi", "no longer meets the conditions"),
    "new_in_register": Label("baru ada di register", "new in the register"),
    "waited": Label("naik dari daftar tunggu", "was waiting"),
    "new_member": Label("anggota keluarga yang baru memenuhi", "a member who now meets it"),
    "now_meets": Label("kini memenuhi syarat", "now meets the conditions"),
}

# What stands before a verdict of the new list, by the reason that it tells more of.
_TOLD_BY_VERDICT: dict[str, Label] = {
    "excluded": Label("", ""),
    "not_judged": Label("belum diketahui", "not known"),
    "rule_changed": Label("syarat sekarang", "condition now"),
    "no_longer_met": Label("syarat yang tidak terpenuhi lagi", "condition no longer met"),
}
_NO_COMPONENT = Label(
    "tidak ada lagi anggota yang memenuhi salah satu komponen",
    "no member meets one of the components any more",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed: one row per family or person (family_number, nik, village_code, change
    `new|leaving`, reason, verdict), the words of the new list, and how many stayed."""

    before: StoredList
    now: StoredList
    rows: pa.Table
    staying: int

    def counts(self) -> list[tuple[str, str, int]]:
        """How many changed, by change and reason."""
        grouped = self.rows.group_by(["change", "reason"]).aggregate([("family_number", "count")])
        told = zip(
            grouped["change"].to_pylist(),
            grouped["reason"].to_pylist(),
            grouped["family_number_count"].to_pylist(),
            strict=True,
        )
        return sorted(told)

    def says(self, reason: str, verdict: int | None, language: str) -> str:
        """The reason in words, with the verdict of the new list where that tells more. A verdict
        begins with what kind of answer it is, in place of which stands what has changed."""
        told = REASONS[reason].in_language(language)
        if reason not in _TOLD_BY_VERDICT or not verdict:
            return told
        word = self.now.frozen.verdicts[verdict]
        why = word.says.in_language(language)
        why = why.partition(": ")[2] or why
        if word.criterion == COMPONENTS and reason != "not_judged":
            why = _NO_COMPONENT.in_language(language)
        elif lead := _TOLD_BY_VERDICT[reason].in_language(language):
            why = f"{lead}: {why}"
        return f"{told}. {why[:1].upper()}{why[1:]}" if reason == "rule_changed" else why


def list_before(home: Path, now: StoredList) -> StoredList:
    """The newest list of the period before; NotFound where there is none."""
    earlier = [
        k for k in stored_lists(home, now.frozen.programme) if k.frozen.on_date < now.frozen.on_date
    ]
    if not earlier:
        raise NotFound(
            "Belum ada daftar {programme} dari periode sebelum {period}.",
            hint="Buat dulu: desil lists make, atau sebut daftarnya dengan --with.",
            programme=now.frozen.programme,
            period=now.frozen.period,
        )
    return max(earlier, key=lambda k: (k.frozen.on_date, k.made_at))


def _words(before: StoredList, now: StoredList) -> pa.Table:
    rows = [
        {
            "verdict": number,
            "outcome": word.outcome,
            "criterion": word.criterion,
            "is_changed": before.frozen.criteria.get(word.criterion)
            != now.frozen.criteria.get(word.criterion),
        }
        for number, word in enumerate(now.frozen.verdicts)
    ]
    schema = pa.schema(
        [("verdict", pa.int16()), ("outcome", pa.string()), ("criterion", pa.string()),
         ("is_changed", pa.bool_())]
    )  # fmt: skip
    return pa.Table.from_pylist(rows, schema)


def _files(before: StoredList, now: StoredList, run: Path) -> dict[str, Path]:
    """The tables that a comparison reads; Conflict for lists of different programmes."""
    if before.frozen.programme != now.frozen.programme:
        raise Conflict("Kedua daftar ini dari program yang berbeda.")
    return {
        "row_told": before.folder / results.LIST_ROWS.file_name,
        "row_now": now.folder / results.LIST_ROWS.file_name,
        "answer_told": before.folder / results.LIST_ANSWERS.file_name,
        "answer_now": now.folder / results.LIST_ANSWERS.file_name,
        "person": run / results.PERSONS.file_name,
        "person_evidence": run / results.PERSON_EVIDENCE.file_name,
    }


def _open_next(database: Connection, run: Path) -> None:
    """The present number of earlier families and persons, in the new list's run; a run of an older
    desil follows nobody."""
    for table, name, earlier, present, condition in _NEXT:
        path = run / table.file_name
        if path.is_file():
            database.read_parquet(str(path)).create_view("succession", replace=True)
        else:
            database.register("succession", pa.Table.from_batches([], table.schema))
        database.execute(
            f"create or replace table {name} as"  # noqa: S608 - our own names
            f" select {earlier}, arg_max({present}, to_date) as {present} from succession"
            f" where {condition} group by {earlier}"
        )


def _open_followed(database: Connection) -> None:
    for name in ("row_before", "answer_before"):
        text = sql_text("desil.eligibility.lists", name)
        database.execute(f"create or replace view {name} as {text}")


def compare_family(
    database: Connection,
    before: StoredList,
    now: StoredList,
    run: Path,
    family_number: str,
) -> Difference:
    """What `compare_lists` says of one family by its present number, without reading the city into
    memory; `staying` is of the family too. Conflict where the lists are of different programmes."""
    _open_next(database, run)
    files = _files(before, now, run)
    for name, path in files.items():
        if name == "person_evidence":
            continue
        earlier = " union all select earlier_number from family_next where family_number = $family"
        database.execute(
            f"create or replace table {name} as select * from read_parquet($path)"  # noqa: S608
            f" where family_number in (select $family{earlier if name in _TOLD else ''})",
            {"path": str(path), "family": family_number},
        )
    _open_followed(database)
    database.execute(
        "create or replace table person_evidence as select * from read_parquet($path)"
        " where nik in (select nik from person union select nik from row_before)",
        {"path": str(files["person_evidence"])},
    )
    return _difference(database, before, now)


def compare_lists(
    database: Connection, before: StoredList, now: StoredList, run: Path
) -> Difference:
    """The difference of two lists of one programme; `run` is the folder of the new list's run.
    A family that has another card number by then is the same family.

    Conflict where they are of different programmes.
    """
    _open_next(database, run)
    for name, path in _files(before, now, run).items():
        database.read_parquet(str(path)).create_view(name, replace=True)
    _open_followed(database)
    return _difference(database, before, now)


def _difference(database: Connection, before: StoredList, now: StoredList) -> Difference:
    database.register("word_now", _words(before, now))
    rows = database.sql(sql_text("desil.eligibility.lists", "compared")).to_arrow_table()
    entering = sum(
        n for change, _, n in Difference(before, now, rows, 0).counts() if change == "new"
    )
    listed = database.execute("select count(*) from row_now where state = 'terdaftar'").fetchall()[
        0
    ][0]
    return Difference(before, now, rows, int(listed) - entering)
