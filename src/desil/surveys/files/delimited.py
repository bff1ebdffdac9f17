"""Text files with a separator: comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import csv
from io import BytesIO
from itertools import islice
from pathlib import Path
from statistics import median, mode

import polars as pl

from desil.surveys.files.refusal import Unreadable

_NULLS = ["", "NA", "NaN", "nan", "N/A", "n/a", "NULL", "null", ".", "-", "#N/A"]
# What a sheet shows where a formula failed.
_FAILED = ["#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"]
_SAMPLE_LINES = 50
_HALF = 0.5  # of the cells that lines fill: a line above the heading fills fewer
SEPARATORS = ",;|\t"
_CALLED = {"utf-16": "UTF-16", "cp1252": "Windows-1252"}


def read_delimited(path: Path, separator: str | None = None) -> tuple[pl.DataFrame, list[str]]:
    """Return the table with every answer as text (missing is null), and notes.

    Lines of a title above the heading are left out. Unreadable where a line has more cells than the
    heading, two columns have one name, or nothing stands below the heading.
    """
    encoding = _encoding(path)
    lines = _lines(path, encoding)
    separator = separator or _separator(lines)
    above = _lines_above(lines, separator)
    heading = _heading(lines[above:], separator)
    source = path if (encoding, above) == ("utf-8", 0) and _ends_in_newlines(lines) else BytesIO(
        "\n".join(_whole_text(path, encoding).split("\n")[above:]).encode()
    )  # fmt: skip
    table = _cells(source, separator)
    if len(table.columns) != len(heading):
        raise Unreadable(
            f"Baris berisi {len(table.columns)} sel, padahal judulnya {len(heading)} kolom.",
            "Periksa pemisah kolom dan tanda kutip.",
        )
    table.columns = heading
    stripped = table.with_columns(pl.all().str.strip_chars())
    blank = stripped.select(pl.all_horizontal(pl.all().is_null())).to_series()
    failed = stripped.select(pl.all().is_in(_FAILED).sum()).row(0)
    kept = stripped.filter(~blank)
    if sum(failed):
        kept = kept.with_columns(pl.when(~pl.all().is_in(_FAILED)).then(pl.all()).name.keep())
    notes = [f"{int(blank.sum())} baris kosong tidak dibaca."] * bool(blank.any())
    if sum(failed):
        where = ", ".join(name for name, count in zip(heading, failed, strict=True) if count)
        notes.append(f"{sum(failed)} sel berisi galat rumus, dihitung kosong: {where}.")
    if above:
        notes.append(f"{above} baris di atas judul kolom tidak dibaca.")
    if encoding != "utf-8":
        notes.append(f"Huruf dibaca sebagai {_CALLED[encoding]}, bukan UTF-8.")
    return kept, notes


def _cells(source: Path | BytesIO, separator: str) -> pl.DataFrame:
    try:
        return pl.read_csv(
            source,
            separator=separator,
            infer_schema=False,
            null_values=_NULLS,
            encoding="utf8",
            has_header=False,
            skip_rows=1,
        )
    except pl.exceptions.NoDataError as fault:
        raise Unreadable(
            "Tidak ada baris di bawah judul kolom.", "Simpan ulang berkas yang berisi."
        ) from fault
    except pl.exceptions.ComputeError as fault:
        if "more fields" not in str(fault):
            raise
        raise Unreadable(
            "Ada baris yang berisi lebih banyak sel daripada baris lain.",
            "Periksa judul, pemisah kolom dan tanda kutip.",
        ) from fault


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


def _whole_text(path: Path, encoding: str) -> str:
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    return path.read_text(encoding=name, errors="replace")


def _lines(path: Path, encoding: str) -> list[str]:
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="",
                   errors="replace") as source:  # fmt: skip
        return list(islice(source, _SAMPLE_LINES))


def _ends_in_newlines(lines: list[str]) -> bool:
    return not any(line.endswith("\r") for line in lines)


def _widths(lines: list[str], separator: str) -> list[int]:
    """How many cells of each line are filled, where a line is a row."""
    rows = csv.reader([line.rstrip("\r\n") for line in lines], delimiter=separator)
    return [sum(bool(cell.strip()) for cell in row) for row in rows]


def _separator(lines: list[str]) -> str:
    """The separator that gives most lines as many cells; most cells win."""
    told = [line.rstrip("\r\n") for line in lines]
    if not any(line.strip() for line in told):
        raise Unreadable("Berkas kosong; judul kolom tidak ada.", "Tulis judul di baris 1.")

    def fit(separator: str) -> tuple[float, int]:
        widths = [len(row) for row in csv.reader(told, delimiter=separator) if row]
        usual = mode(widths)
        return widths.count(usual) / len(widths) * (usual > 1), usual

    return max(SEPARATORS, key=fit)


def _lines_above(lines: list[str], separator: str) -> int:
    """How many lines stand above the heading: the title of the file, and empty ones."""
    widths = _widths(lines, separator)
    filled = [w for w in widths if w]
    if not filled:
        raise Unreadable("Lembar kosong; judul kolom tidak ada.", "Tulis judul di baris 1.")
    least = max(_HALF * median(filled), 1)
    return next(place for place, width in enumerate(widths) if width >= least)


def _heading(lines: list[str], separator: str) -> list[str]:
    names = [n.strip() for n in next(csv.reader(lines, delimiter=separator))]
    named = [name or f"kolom_{place}" for place, name in enumerate(names, start=1)]
    twice = sorted({n for n in named if named.count(n) > 1})
    if twice:
        raise Unreadable(
            f"Dua kolom bernama '{twice[0]}'.", "Beri setiap kolom nama sendiri di baris 1."
        )
    return named
