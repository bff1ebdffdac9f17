"""Text files with a separator: comma, semicolon, tab or bar; UTF-8 or Windows-1252."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl

from desil.surveys.files.refusal import Unreadable

_NULLS = ["", "NA", "NaN", "nan", "N/A", "n/a", "NULL", "null", ".", "-", "#N/A", "#NULL!"]
_SAMPLE_LINES = 50
SEPARATORS = ",;|\t"


def read_delimited(path: Path, separator: str | None = None) -> tuple[pl.DataFrame, list[str]]:
    """Return the table with every answer as text (missing is null), and notes.

    Unreadable where a line has more cells than the heading, or two columns have one name.
    """
    encoding = _encoding(path)
    separator = separator or _separator(path, encoding)
    heading = _heading(path, encoding, separator)
    table = pl.read_csv(
        path if encoding == "utf-8" else path.read_bytes().decode(encoding).encode(),
        separator=separator,
        infer_schema=False,
        null_values=_NULLS,
        encoding="utf8",
        has_header=False,
        skip_rows=1,
    )
    if len(table.columns) != len(heading):
        raise Unreadable(
            f"Baris berisi {len(table.columns)} sel, padahal judulnya {len(heading)} kolom.",
            "Periksa pemisah kolom dan tanda kutip.",
        )
    table.columns = heading
    stripped = table.with_columns(pl.all().str.strip_chars())
    blank = stripped.select(pl.all_horizontal(pl.all().is_null())).to_series()
    kept = stripped.filter(~blank)
    notes = [f"{int(blank.sum())} baris kosong tidak dibaca."] * bool(blank.any())
    if encoding != "utf-8":
        notes.append("Huruf dibaca sebagai Windows-1252, bukan UTF-8.")
    return kept, notes


def _encoding(path: Path) -> str:
    with path.open("rb") as source:
        begin = source.read(4)
        if begin[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        source.seek(0)
        try:
            while block := source.read(1 << 24):
                tail = block.rfind(b"\n")
                if tail >= 0 and len(block) == 1 << 24:
                    source.seek(tail + 1 - len(block), 1)
                    block = block[: tail + 1]
                block.decode("utf-8")
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _lines(path: Path, encoding: str) -> list[str]:
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="",
                   errors="replace") as source:  # fmt: skip
        return [line for _, line in zip(range(_SAMPLE_LINES), source, strict=False)]


def _separator(path: Path, encoding: str) -> str:
    """The separator that gives the first lines as many cells as the heading; most cells win."""
    lines = [line.rstrip("\r\n") for line in _lines(path, encoding)]
    if not lines or not lines[0].strip():
        raise Unreadable("Baris pertama kosong; judul kolom tidak ada.", "Tulis judul di baris 1.")

    def fit(separator: str) -> tuple[float, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        return sum(w == widths[0] for w in widths) / len(widths) * (widths[0] > 1), widths[0]

    return max(SEPARATORS, key=fit)


def _heading(path: Path, encoding: str, separator: str) -> list[str]:
    lines = _lines(path, encoding)
    names = [n.strip() for n in next(csv.reader(lines, delimiter=separator))]
    named = [name or f"kolom_{place}" for place, name in enumerate(names, start=1)]
    twice = sorted({n for n in named if named.count(n) > 1})
    if twice:
        raise Unreadable(
            f"Dua kolom bernama '{twice[0]}'.", "Beri setiap kolom nama sendiri di baris 1."
        )
    return named
