"""A survey file as a table, and as a survey that a model can learn from."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from desil.engine.hashing import sha256_of
from desil.engine.limited_process import ProcessDied, answer_of
from desil.errors import DeliveryRejected, NotFound, UsageFault
from desil.intake.spreadsheets.reader import SheetText, sheets_as_texts
from desil.ranking.survey.roles import Roles, hold_to_columns
from desil.ranking.survey.survey import Survey, survey_of
from desil.surveys.limits import survey_limits

_CHILD = "desil.surveys.files.child"
WORKBOOKS = (".xlsx", ".xls", ".ods")
PLAIN = (".parquet", ".pq", ".csv", ".tsv", ".txt", ".dbf", ".dta", ".sav", ".zsav")
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """A table as a file holds it: missing is null, numbers are numbers, codes with labels are
    their labels.

    `labels`: (value, label) by column, of numbers of which some values have a label.
    """

    frame: pl.DataFrame
    notes: tuple[str, ...]
    labels: Mapping[str, Mapping[float, str]]


def read_survey(path: Path, roles: Roles, scratch: Path | None = None) -> Survey:
    """The survey in `path`; UsageFault says which column or how many rows are not enough.

    `scratch`: a folder for what is unpacked on the way, which is gone afterwards.
    """
    table = read_table(path, scratch)
    hold_to_columns(roles, table.frame.columns)
    return survey_of(
        table.frame, roles, sha256=sha256_of(path), labels=table.labels, notes=table.notes
    )


def read_table(path: Path, scratch: Path | None = None) -> SurveyTable:
    """The table in `path`, read in a process of its own with stated limits.

    NotFound, or UsageFault for a file that cannot be read or costs more than the limits.
    """
    if not path.is_file():
        raise NotFound(f"Tidak ada berkas {path}.", hint="Periksa nama dan foldernya.")
    suffix, limits = path.suffix.lower(), survey_limits()
    if suffix not in (*PLAIN, *WORKBOOKS):
        raise UsageFault(
            f"Berkas '{path.suffix or path.name}' tidak dikenal.",
            hint=f"Yang dapat dibaca: {', '.join((*PLAIN, *WORKBOOKS))}",
        )
    if path.stat().st_size > limits.file_mib * _MIB:
        raise UsageFault(
            f"{path.name} lebih besar dari {limits.file_mib} MiB.",
            hint="Simpan kolom yang diperlukan saja.",
        )
    with tempfile.TemporaryDirectory(prefix="desil-survey-", dir=scratch) as folder:
        if suffix in WORKBOOKS:
            return _of_workbook(path, Path(folder))
        return _of_child(path, path.name, Path(folder))


def _of_workbook(path: Path, scratch: Path) -> SurveyTable:
    try:
        sheets = sheets_as_texts(path, scratch / "book", path.name, survey_limits().of_workbook)
    except DeliveryRejected as refused:
        raise UsageFault(refused.message, hint=refused.hint) from refused
    seen = [s for s in sheets if not s.is_hidden and s.lines]
    if not seen:
        raise UsageFault(f"{path.name} tidak berisi lembar.", hint="Simpan ulang berkasnya.")
    longest = max(seen, key=lambda s: s.lines)
    table = _of_child(longest.path, path.name, scratch)
    return SurveyTable(table.frame, (*_sheet_notes(longest, seen), *table.notes), table.labels)


def _sheet_notes(sheet: SheetText, seen: list[SheetText]) -> list[str]:
    notes = []
    if len(seen) > 1:
        notes.append(f"Dari {len(seen)} lembar dibaca yang terpanjang: '{sheet.title}'.")
    if sheet.hidden_rows or sheet.hidden_columns:
        notes.append(
            f"{sheet.hidden_rows} baris dan {len(sheet.hidden_columns)} kolom tersembunyi tidak "
            "dibaca."
        )
    return notes


def _of_child(source: Path, name: str, scratch: Path) -> SurveyTable:
    limits, target = survey_limits(), scratch / "table.parquet"
    request = {"path": str(source), "target": str(target), "limits": asdict(limits)}
    try:
        answered = json.loads(answer_of(_CHILD, json.dumps(request), seconds=limits.seconds))
    except ProcessDied as died:
        raise UsageFault(
            f"{name} tidak dapat dibaca: pembacaannya melebihi batas ({limits.memory_mib} MiB "
            f"memori, {limits.seconds} detik) atau berhenti mendadak.",
            hint="Simpan kolom yang diperlukan saja, sebagai CSV atau Parquet.",
        ) from died
    if "refused" in answered:
        message, hint = answered["refused"]
        raise UsageFault(f"{name}: {message}", hint=hint)
    labels = {c: {float(v): str(t) for v, t in pairs} for c, pairs in answered["labels"].items()}
    return SurveyTable(pl.read_parquet(target), tuple(answered["notes"]), labels)
