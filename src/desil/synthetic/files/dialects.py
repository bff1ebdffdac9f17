"""How each source writes its files: separators, quotes, line ends, encodings, compression."""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass
from pathlib import Path

import polars as pl

CHUNK = 500_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of writing CSV; `numbered` adds a second header row that numbers the columns."""

    separator: str = ","
    quoted: bool = False
    crlf: bool = False
    encoding: str = "utf-8"
    numbered: bool = False
    gzipped: bool = False


def write_csv(frame: pl.DataFrame, file: Path, dialect: Dialect) -> Path:
    """`frame` as CSV in that dialect; the file's path."""
    with file.open("wb") as sink:
        if not dialect.gzipped:
            _write(frame, sink, dialect)
        else:
            with gzip.GzipFile(filename="", fileobj=sink, mode="wb", compresslevel=1, mtime=0) as z:
                _write(frame, z, dialect)
    return file


def _write(frame: pl.DataFrame, sink: io.BufferedIOBase | gzip.GzipFile, dialect: Dialect) -> None:
    """Header, number row where asked, then the rows a stretch at a time."""
    _write_rows(frame.clear(), sink, dialect, header=True)
    if dialect.numbered:
        end = "\r\n" if dialect.crlf else "\n"
        numbers = (str(n) for n in range(1, frame.width + 1))
        sink.write((dialect.separator.join(numbers) + end).encode())
    for start in range(0, frame.height, CHUNK):
        _write_rows(frame.slice(start, CHUNK), sink, dialect, header=False)


def _write_rows(
    frame: pl.DataFrame,
    sink: io.BufferedIOBase | gzip.GzipFile,
    dialect: Dialect,
    *,
    header: bool,
) -> None:
    text = frame.write_csv(
        separator=dialect.separator,
        line_terminator="\r\n" if dialect.crlf else "\n",
        quote_style="always" if dialect.quoted else "necessary",
        include_header=header,
    )
    sink.write(text.encode(dialect.encoding))
