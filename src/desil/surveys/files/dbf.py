"""dBase files (.dbf), as BPS hands out raw data: a header of fields, then records of fixed width.

Format: dBase III to 7 without memo fields (ESRI and Library of Congress, fdd000325), and of Visual
FoxPro the binary whole numbers, doubles and currency.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from desil.surveys.files.refusal import Unreadable

_HEADER = struct.Struct("<4xIHH20x")
_FIELD = struct.Struct("<11sc4xBB14x")
_END = b"\r"
_DELETED = ord("*")
_TEXT_LIKE = {"C", "N", "F", "D", "L"}
_FOXPRO = {0x30, 0x31, 0x32}  # the first byte of a file of Visual FoxPro
# Kind and width: the numbers behind the bytes, and what they are divided by.
_BINARY = {("I", 4): ("<i4", 1), ("B", 8): ("<f8", 1), ("Y", 8): ("<i8", 10_000)}


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    kind: str
    begin: int
    width: int


def _fields(head: bytes) -> list[_Field]:
    found, begin, place = [], 1, _HEADER.size
    while place + _FIELD.size <= len(head) and head[place : place + 1] != _END:
        name, kind, width, _ = _FIELD.unpack_from(head, place)
        text = name.split(b"\0")[0].decode("cp1252", "replace").strip()
        found.append(_Field(text, kind.decode("latin-1"), begin, width))
        begin, place = begin + width, place + _FIELD.size
    return found


def read_dbf(path: Path) -> tuple[pl.DataFrame, list[str]]:
    """Return the records that are not deleted, every field as text or number, and notes.

    Unreadable where the header and the records do not fit the file.
    """
    content = path.read_bytes()
    if len(content) < _HEADER.size:
        raise Unreadable("Berkas .dbf terpotong.", "Salin ulang berkas yang utuh.")
    rows, header, width = _HEADER.unpack_from(content)
    fields = _fields(content[:header])
    if not fields or width != 1 + sum(f.width for f in fields):
        raise Unreadable("Kepala berkas .dbf rusak.", "Salin ulang, atau simpan sebagai CSV.")
    if len(content) < header + rows * width:
        held = max(len(content) - header, 0) // width
        raise Unreadable(
            f"Berkas .dbf terpotong: {held} dari {rows} baris.", "Salin ulang berkas yang utuh."
        )
    table = np.frombuffer(content, np.uint8, rows * width, header).reshape(rows, width)
    kept = table[table[:, 0] != _DELETED]
    notes = [f"{rows - len(kept)} baris bertanda terhapus tidak dibaca."] * (len(kept) < rows)
    columns, other = [], []
    for field in fields:
        binary = _BINARY.get((field.kind, field.width)) if content[0] in _FOXPRO else None
        if binary is not None:
            columns.append(_numbers(field, kept, *binary))
        elif field.kind in _TEXT_LIKE:
            columns.append(_column(field, kept))
        else:
            other.append(field.name)
    if other:
        notes.append(f"Kolom memo atau waktu tidak dibaca: {', '.join(other)}.")
    return pl.DataFrame(columns), notes


def _numbers(
    field: _Field, records: np.ndarray[tuple[int, int], np.dtype[np.uint8]], kind: str, by: int
) -> pl.Series:
    part = np.ascontiguousarray(records[:, field.begin : field.begin + field.width])
    found = part.view(kind).ravel()
    return pl.Series(field.name, found / by if by > 1 else found)


def _column(field: _Field, records: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> pl.Series:
    part = np.ascontiguousarray(records[:, field.begin : field.begin + field.width])
    raw = part.view(f"S{field.width}").ravel()
    different, place = np.unique(raw, return_inverse=True)
    words = [w.decode("cp1252", "replace").strip(" \0") for w in different.tolist()]
    texts = pl.Series(field.name, words, dtype=pl.String)
    return texts.gather(pl.Series(place)).replace("", None)
