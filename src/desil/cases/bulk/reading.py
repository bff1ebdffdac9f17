"""The filled workbook of a deliberation, read without trust: every fault by row and column."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from desil.cases.bulk.sheet import (
    AGREED,
    BORN,
    FAMILY_NUMBER,
    KIND,
    MOST_ROWS,
    NAME,
    NOT_AGREED,
    NUMBER,
    OWN,
    PHONE,
    REASON,
    RESULT,
    TOLD,
    codes_of,
    deliberation_reasons,
    fact_columns,
    kinds_in_bulk,
)
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Step
from desil.dictionary.column import Column
from desil.dictionary.tables import FAMILY
from desil.errors import DesilError, UsageFault
from desil.intake.limits import workbook_limits
from desil.intake.spreadsheets.reader import SEPARATOR, sheets_as_texts

MOST_BYTES = 5_000_000
_NAME = "musyawarah.xlsx"


@dataclass(frozen=True, slots=True)
class Decided:
    """A case that the deliberation dealt with: agreed on, or not and why."""

    row: int
    number: str
    is_agreed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to open: its type, the family, who asks, what they say and what should change."""

    row: int
    kind: Kind
    family_number: str
    name: str
    birth_date: date
    phone: str
    told: str
    changes: tuple[RequestedChange, ...]
    is_agreed: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong: the row as the spreadsheet numbers it, the column's heading, and why."""

    row: int
    column: str
    says: str


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a workbook says; nothing of it is to be done while there are `faults`."""

    decided: Sequence[Decided]
    opened: Sequence[NewCase]
    faults: Sequence[CellFault]


@dataclass(slots=True)
class _Row:
    """One row's cells by heading, and what was found wrong with it."""

    row: int
    cells: Mapping[str, str]
    faults: list[CellFault]

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, column: str, says: str) -> None:
        self.faults.append(CellFault(self.row, column, says))

    def needed(self, column: str) -> str:
        if not self.cell(column):
            self.wrong(column, "Kosong.")
        return self.cell(column)


def _cells(content: bytes) -> list[list[str]]:
    """The first sheet as text; UsageFault for what is no workbook within its limits."""
    if not content or len(content) > MOST_BYTES:
        raise UsageFault(f"Berkas {len(content)} byte.", hint=f"1 sampai {MOST_BYTES} byte.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _NAME
        path.write_bytes(content)
        try:
            limits = workbook_limits("deliberation_workbook")
            sheets = sheets_as_texts(path, Path(folder) / "lembar", _NAME, limits)
        except DesilError as fault:
            raise UsageFault(fault.message, hint=fault.hint) from fault
        if not sheets:
            raise UsageFault("Berkas itu tidak punya lembar.", hint="Unduh lagi.")
        with sheets[0].path.open(encoding="utf-8", newline="") as text:
            rows = list(csv.reader(text, delimiter=SEPARATOR))
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _headings(first: Sequence[str], faults: list[CellFault]) -> list[str]:
    known = {name.lower(): name for name in (*OWN, *fact_columns())}
    found = []
    for text in first:
        name = known.get(text.lower(), "")
        if text and not name:
            near = get_close_matches(text.lower(), known, n=1)
            hint = f" Maksudnya '{known[near[0]]}'?" if near else ""
            faults.append(CellFault(1, text[:40], f"Judul kolom tidak dikenal.{hint}"))
        found.append(name)
    faults += [
        CellFault(1, name, "Judul kolom ini tidak ada, atau dua kali.")
        for name in OWN
        if found.count(name) != 1
    ]
    return found


def _code(column: Column, text: str) -> str:
    """An answer as its code, where it is one in words; what is none is told when it is checked."""
    codes = codes_of(column)
    if codes is None or text.isdigit():
        return text
    words = {c.label.id.lower(): str(c.value) for c in codes.codes}
    return words.get(text.lower(), text)


def _decided(row: _Row) -> Decided:
    result = row.needed(RESULT).lower()
    if result and result not in {AGREED, NOT_AGREED}:
        row.wrong(RESULT, f"Tulis '{AGREED}' atau '{NOT_AGREED}'.")
    reason = _reason(row, deliberation_reasons()) if result == NOT_AGREED else ""
    for label in fact_columns():
        if row.cell(label):
            row.wrong(label, "Kosongkan: perubahan diisi di permohonannya.")
    return Decided(row.row, row.cell(NUMBER), result == AGREED, reason)


def _born(row: _Row) -> date | None:
    try:
        return date.fromisoformat(row.needed(BORN)[:10])
    except ValueError:
        if row.cell(BORN):
            row.wrong(BORN, "Tulis TAHUN-BULAN-HARI: 1980-05-17.")
        return None


def _reason(row: _Row, allowed: Collection[str]) -> str:
    """The coded reason of what was not agreed on."""
    code = row.needed(REASON).upper()
    if code and code not in allowed:
        row.wrong(REASON, f"Pilihannya: {', '.join(allowed)}.")
    return code


def _result_of_new(row: _Row, kind: Kind) -> tuple[bool, str]:
    """Whether a new row was agreed on, and the reason where it was not."""
    result = row.cell(RESULT).lower()
    if result in {"", AGREED}:
        return True, ""
    if result != NOT_AGREED:
        row.wrong(RESULT, f"Tulis '{AGREED}' atau '{NOT_AGREED}'.")
    elif Step.DELIBERATE not in kind.steps:
        row.wrong(RESULT, f"{kind.label.id} tidak perlu musyawarah: hapus barisnya.")
    return False, _reason(row, kind.reasons_at(Step.DELIBERATE))


def _new_case(row: _Row) -> NewCase | None:
    kind = kinds_in_bulk().get(row.needed(KIND).lower())
    if kind is None:
        if row.cell(KIND):
            row.wrong(
                KIND, f"Pilihannya: {', '.join(k.label.id for k in kinds_in_bulk().values())}."
            )
        return None
    born = _born(row)
    changes = tuple(
        RequestedChange(FAMILY.name, column.name, _code(column, row.cell(label)))
        for label, column in fact_columns().items()
        if row.cell(label)
    )
    is_agreed, reason = _result_of_new(row, kind)
    name, told = row.needed(NAME).upper(), row.needed(TOLD)
    family = row.needed(FAMILY_NUMBER)
    if born is None:
        return None
    return NewCase(
        row.row, kind, family, name, born, row.cell(PHONE), told, changes, is_agreed, reason
    )


def read_sheet(content: bytes) -> ReadSheet:
    """What the workbook says; UsageFault for a file that is none, or has too many rows."""
    lines = _cells(content)
    faults: list[CellFault] = []
    headings = _headings(lines[0] if lines else [], faults)
    filled = [(n, line) for n, line in enumerate(lines[1:], start=2) if any(line)]
    if len(filled) > MOST_ROWS:
        raise UsageFault(f"{len(filled)} baris.", hint=f"Paling banyak {MOST_ROWS} sekali kirim.")
    decided: list[Decided] = []
    opened: list[NewCase] = []
    for number, line in filled if not faults else ():
        row = _Row(number, dict(zip(headings, line, strict=False)), faults)
        if row.cell(NUMBER):
            decided.append(_decided(row))
        elif (case := _new_case(row)) is not None:
            opened.append(case)
    if not faults and not filled:
        faults.append(CellFault(2, NUMBER, "Tidak ada baris yang terisi."))
    return ReadSheet(decided, opened, faults)
