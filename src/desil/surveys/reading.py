"""A survey file as a table, and as a survey that a model can learn from."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from desil.engine.hashing import sha256_of
from desil.engine.limited_process import ProcessDied, answer_of
from desil.errors import DeliveryRejected, NotFound, UsageFault
from desil.intake.spreadsheets.reader import SheetText, sheets_as_texts
from desil.ranking.survey.households import FINGERPRINT
from desil.ranking.survey.register_facts import columns_to_read
from desil.ranking.survey.roles import Roles, hold_to_columns
from desil.ranking.survey.survey import Survey, survey_of
from desil.surveys.limits import survey_limits

_CHILD = "desil.surveys.files.child"
WORKBOOKS = (".xlsx", ".xls", ".ods")
PLAIN = (".parquet", ".pq", ".csv", ".tsv", ".txt", ".dbf", ".dta", ".sav", ".zsav")
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """A table as a file holds it, in a Parquet file that was made of it: missing is null, numbers
    are numbers, codes with labels are their labels.

    `labels`: (value, label) by column, of numbers of which some values have a label.
    """

    file: Path
    notes: tuple[str, ...]
    labels: Mapping[str, Mapping[float, str]]

    @property
    def columns(self) -> list[str]:
        """The names of all columns."""
        return list(pl.read_parquet_schema(self.file))

    def read(self, columns: list[str]) -> pl.DataFrame:
        """The named columns; with those that are left aside as one fingerprint of each row, so that
        rows that differ there alone stay different."""
        schema = pl.read_parquet_schema(self.file)
        if len(columns) == len(schema):
            return pl.read_parquet(self.file)
        left = sorted(n for n, kind in schema.items() if n not in columns and not kind.is_nested())
        rows = pl.scan_parquet(self.file)
        kept = rows.select(columns).collect()
        if not left:
            return kept
        hashed = rows.select(pl.struct(left).hash().alias(FINGERPRINT)).collect(engine="streaming")
        return kept.hstack(hashed)


def read_survey(path: Path, roles: Roles, scratch: Path | None = None) -> Survey:
    """The survey in `path`; UsageFault says which column or how many rows are not enough.

    Only columns that `roles` needs come into memory. `scratch`: a folder for what is unpacked on
    the way, which is gone afterwards.
    """
    with _table_made(path, scratch) as table:
        columns = table.columns
        hold_to_columns(roles, columns)
        return survey_of(
            table.read(columns_to_read(columns, roles)), roles, sha256=sha256_of(path),
            labels=table.labels, notes=table.notes, columns=columns,
        )  # fmt: skip


@contextmanager
def _table_made(path: Path, scratch: Path | None) -> Iterator[SurveyTable]:
    """The table in `path`, read in a process of its own with stated limits; its file is gone
    afterwards.

    NotFound, or UsageFault for a file that cannot be read or costs more than the limits.
    """
    if not path.is_file():
        raise NotFound("Tidak ada berkas {path}.", hint="Periksa nama dan foldernya.", path=path)
    suffix, limits = path.suffix.lower(), survey_limits()
    if suffix not in (*PLAIN, *WORKBOOKS):
        raise UsageFault(
            "Berkas '{suffix}' tidak dikenal.",
            hint="Yang dapat dibaca: {kind}",
            suffix=path.suffix or path.name,
            kind=", ".join((*PLAIN, *WORKBOOKS)),
        )
    if path.stat().st_size > limits.file_mib * _MIB:
        raise UsageFault(
            "{name} lebih besar dari {file_mib} MiB.",
            hint="Simpan kolom yang diperlukan saja.",
            name=path.name,
            file_mib=limits.file_mib,
        )
    with tempfile.TemporaryDirectory(prefix="desil-survey-", dir=scratch) as folder:
        if suffix in WORKBOOKS:
            yield _of_workbook(path, Path(folder))
        else:
            yield _of_child(path, path.name, Path(folder))


def _of_workbook(path: Path, scratch: Path) -> SurveyTable:
    try:
        sheets = sheets_as_texts(path, scratch / "book", path.name, survey_limits().of_workbook)
    except DeliveryRejected as refused:
        raise UsageFault.from_facts(refused.as_facts()) from refused
    seen = [s for s in sheets if not s.is_hidden and s.lines]
    if not seen:
        raise UsageFault(
            "{name} tidak berisi lembar.", hint="Simpan ulang berkasnya.", name=path.name
        )
    longest = max(seen, key=lambda s: s.lines)
    table = _of_child(longest.path, path.name, scratch)
    return SurveyTable(table.file, (*_sheet_notes(longest, seen), *table.notes), table.labels)


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
            "{name} tidak dapat dibaca: pembacaannya melebihi batas ({memory_mib} MiB "
            "memori, {seconds} detik) atau berhenti mendadak.",
            hint="Simpan kolom yang diperlukan saja, sebagai CSV atau Parquet.",
            name=name,
            memory_mib=limits.memory_mib,
            seconds=limits.seconds,
        ) from died
    if "refused" in answered:
        message, hint = answered["refused"]
        raise UsageFault("{name}: {message}", hint=hint, name=name, message=message)
    labels = {c: {float(v): str(t) for v, t in pairs} for c, pairs in answered["labels"].items()}
    return SurveyTable(target, tuple(answered["notes"]), labels)
