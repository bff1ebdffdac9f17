"""The columns of the workbook of a deliberation, and an empty or half-filled one to begin with."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import xlsxwriter

from desil.cases.kinds.kind import Kind, kinds
from desil.cases.kinds.words import About, Door, Reason, Step, reasons
from desil.dictionary.codelist import FIRST_COARSE_CODE, CodeList
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column
from desil.dictionary.column import Kind as ColumnKind
from desil.dictionary.tables import FAMILY

NUMBER, KIND, FAMILY_NUMBER = "Nomor permohonan", "Jenis", "Nomor KK"
NAME, BORN, PHONE, TOLD = "Nama pemohon", "Tanggal lahir pemohon", "Telepon", "Uraian"
RESULT, REASON = "Hasil musyawarah", "Kode alasan"
OWN = (NUMBER, KIND, FAMILY_NUMBER, NAME, BORN, PHONE, TOLD, RESULT, REASON)
AGREED, NOT_AGREED = "setuju", "tidak setuju"
MOST_ROWS = 300
_WIDTH = 22


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for a deliberation, as a row to be filled: number, type, masked family."""

    number: str
    kind: str
    family: str


@cache
def kinds_in_bulk() -> Mapping[str, Kind]:
    """The case types that a workbook may open: about a family of the register, open at the
    kelurahan, and decided by what changes there. By their Indonesian label in lower case."""
    return {
        kind.label.id.lower(): kind
        for kind in kinds().values()
        if kind.about is About.FAMILY and Door.KELURAHAN in kind.doors and kind.facts.get("family")
    }


@cache
def fact_columns() -> Mapping[str, Column]:
    """The family's facts that those types may change, by their Indonesian label."""
    names = {name for kind in kinds_in_bulk().values() for name in kind.facts["family"]}
    return {c.label.id: c for c in FAMILY.columns if c.name in names}


@cache
def deliberation_reasons() -> Mapping[str, Reason]:
    """The reasons that a deliberation may refuse with, by code."""
    return {code: r for code, r in reasons().items() if Step.DELIBERATE in r.steps}


def codes_of(column: Column) -> CodeList | None:
    """The answers that a fact may have; None where it is a number or a text."""
    return column.codes or (YES_NO if column.kind is ColumnKind.YES_NO else None)


def answers_of(column: Column) -> tuple[str, ...]:
    """The answers in words, in the order of their codes."""
    codes = codes_of(column)
    own = () if codes is None else codes.codes
    return tuple(c.label.id for c in own if c.value < FIRST_COARSE_CODE)


def workbook(waiting: Sequence[Waiting]) -> bytes:
    """An XLSX workbook: a sheet to fill, its first rows the cases that wait; lists to choose from
    on a second one, where also every reason stands with its code."""
    sink = io.BytesIO()
    facts = fact_columns()
    lists = {
        KIND: [k.label.id for k in kinds_in_bulk().values()],
        RESULT: [AGREED, NOT_AGREED],
        REASON: list(deliberation_reasons()),
        **{label: list(answers_of(c)) for label, c in facts.items() if answers_of(c)},
    }
    with xlsxwriter.Workbook(sink, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet, choices = book.add_worksheet("Musyawarah"), book.add_worksheet("Pilihan")
        columns = (*OWN, *facts)
        sheet.set_column(0, len(columns) - 1, _WIDTH, text)
        sheet.freeze_panes(1, 1)
        for place, name in enumerate(columns):
            sheet.write_string(0, place, name, bold)
        for row, case in enumerate(waiting, start=1):
            for place, value in enumerate((case.number, case.kind, case.family)):
                sheet.write_string(row, place, value)
        for place, (name, answers) in enumerate(lists.items()):
            choices.write_string(0, place, name, bold)
            for row, answer in enumerate(answers, start=1):
                choices.write_string(row, place, answer)
            at = xlsxwriter.utility.xl_col_to_name(place)
            sheet.data_validation(
                1, columns.index(name), MOST_ROWS, columns.index(name),
                {"validate": "list", "source": f"=Pilihan!${at}$2:${at}${len(answers) + 1}",
                 "error_type": "warning"},
            )  # fmt: skip
        choices.set_column(0, len(lists) - 1, _WIDTH)
        place = len(lists) + 1
        choices.write_string(0, place, "Arti kode alasan", bold)
        for row, (code, reason) in enumerate(deliberation_reasons().items(), start=1):
            choices.write_string(row, place, f"{code}: {reason.label.id}")
    return sink.getvalue()
