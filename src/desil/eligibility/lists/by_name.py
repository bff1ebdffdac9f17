"""The rows of a list by name and address, as they are handed out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from desil.dictionary import results
from desil.dictionary.columns.eligibility import LIST_STATE_LABELS, ListState
from desil.eligibility.lists.frozen import StoredList
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.errors import NotFound

_TEXT = sql_text("desil.eligibility.lists", "by_name")
_AT_A_TIME = 20_000

COLUMNS: tuple[str, ...] = (
    "nomor", "keadaan", "kecamatan", "kelurahan", "alamat", "nomor_kk", "nik", "nama", "desil",
    "peluang_desil_1_4_persen", "komponen", "rupiah_setahun", "catatan",
)  # fmt: skip


def component_words(told: str, known: Mapping[str, Mapping[str, str]], language: str = "id") -> str:
    """Components as they are stored (`sd:2,aged:1`) in words: "2 murid SD, 1 lanjut usia"."""
    parts = []
    for entry in filter(None, told.split(",")):
        name, _, number = entry.partition(":")
        label = known.get(name, {}).get(language, name)
        parts.append(f"{number} {label}")
    return ", ".join(parts)


def _note(state: str, is_borderline: bool, is_by_lot: bool) -> str:
    notes = []
    if state == ListState.WAITING.value:
        notes.append("kuota terisi")
    if is_borderline:
        notes.append("dekat batas desil 4")
    if is_by_lot:
        notes.append("tempat ditentukan undian")
    return "; ".join(notes)


def rows_by_name(
    database: Connection, kept: StoredList, run: Path, *, state: str = ""
) -> Iterator[tuple[object, ...]]:
    """The rows of `COLUMNS`, in the order of the list; NotFound where the run is gone.

    Holds personal data.
    """
    if not (run / results.FAMILIES.file_name).is_file():
        raise NotFound("Run {name} yang menjadi dasar daftar ini tidak ada lagi.", name=run.name)
    sources = (
        ("list_row", kept.folder / results.LIST_ROWS.file_name),
        ("family", run / results.FAMILIES.file_name),
        ("person", run / results.PERSONS.file_name),
    )
    for name, path in sources:
        database.read_parquet(str(path)).create_view(name, replace=True)
    labels = {s.value: label.id for s, label in LIST_STATE_LABELS.items()}
    database.execute("create or replace table asked_state as select $state as state",
                     {"state": state})  # fmt: skip
    cursor = database.execute(_TEXT)
    words: dict[str, str] = {}
    while found := cursor.fetchmany(_AT_A_TIME):
        for row in found:
            place, told, *who, components, rupiah, is_borderline, is_by_lot = row
            if components not in words:
                words[components] = component_words(components or "", kept.frozen.components)
            note = _note(told, bool(is_borderline), bool(is_by_lot))
            yield (place, labels[told], *who, words[components], rupiah, note)
