"""The characters of a text file: which encoding, which line ends, and a copy where it needs one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desil.errors import DeliveryRejected

_BLOCK_BYTES = 1 << 22
_HEAD_BYTES = 1 << 16
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 26})
_MOST_CONTROL = 0.02
_UNSEEN = bytes(set(range(32)) - {10, 13} | {127})  # a tab in a text is odd; a TSV pays for it
_ERROR = re.compile(rb"#(?![0-9])|(?i:err:[0-9])")  # "#12" is a house number, "#" a failed formula
# In UTF-8: U+0080 to U+00A0, U+00AD, U+061C, U+2000 to U+206F, U+3000, U+FE00 and above.
_ODD_LETTERS = re.compile(
    rb"\xc2[\x80-\xa0\xad]|\xd8\x9c|\xe2[\x80\x81]|\xe3\x80\x80|\xef[\xb8-\xbf]"
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """A UTF-8 file with line ends `LF` or `CRLF`: its path, lines (without blank ones at the end),
    whether a NUL byte stands in it, and whether letters that are not seen, full-width letters,
    wrapped cells (`="x"`) or errors of a spreadsheet may."""

    path: Path
    lines: int
    has_nul: bool
    has_odd_letters: bool


@dataclass(slots=True)
class _Seen:
    is_utf8: bool = True
    has_nul: bool = False
    has_odd_letters: bool = False
    carriage_returns: int = 0
    newlines: int = 0
    windows_ends: int = 0

    @property
    def is_plain(self) -> bool:
        return (
            self.is_utf8
            and self.carriage_returns in (0, self.newlines)
            and (self.carriage_returns == self.windows_ends)
        )


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while block := source.read(_BLOCK_BYTES):
            yield block


def _has_odd_letters(block: bytes) -> bool:
    """Whether a block may hold what `is_plain_text` of cells/plain.sql turns down."""
    if b'="' in block or b'=""' in block or _ERROR.search(block):
        return True
    if len(block.translate(None, _UNSEEN)) < len(block):
        return True
    return not block.isascii() and _ODD_LETTERS.search(block) is not None


def _look_through(path: Path, name: str) -> _Seen:
    seen = _Seen()
    decoder = codecs.getincrementaldecoder("utf-8")()
    last = b""
    for block in _blocks(path):
        if seen.is_utf8 and not (block.isascii() and not decoder.getstate()[0]):
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                seen.is_utf8 = False
        seen.has_nul = seen.has_nul or b"\0" in block
        seen.has_odd_letters = seen.has_odd_letters or _has_odd_letters(block)
        if len(block) == _BLOCK_BYTES and b"\n" not in block and b"\r" not in block:
            raise DeliveryRejected(
                "Berkas {name} bukan tabel: satu barisnya lebih panjang dari {block_bytes} MiB.",
                hint="Ekspor ulang dengan satu baris tiap rekaman.",
                name=name,
                block_bytes=_BLOCK_BYTES >> 20,
            )
        seen.newlines += block.count(b"\n")
        if returns := block.count(b"\r"):
            seen.carriage_returns += returns
            seen.windows_ends += block.count(b"\r\n")
        if last == b"\r" and block[:1] == b"\n":
            seen.windows_ends += 1
        last = block[-1:]
    if decoder.getstate()[0]:
        seen.is_utf8 = False
    return seen


def _utf16_without_mark(head: bytes) -> str | None:
    """The encoding of a UTF-16 text without a mark: every other byte is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _wide_encoding(head: bytes) -> str | None:
    return next((e for mark, e in _UTF16.items() if head.startswith(mark)), None) or (
        _utf16_without_mark(head)
    )


def _refuse_junk(head: bytes, name: str) -> None:
    if not head.strip():
        raise DeliveryRejected(
            "Berkas {name} kosong.",
            hint="Serahkan berkas yang berisi kepala tabel dan baris.",
            name=name,
        )
    control = len(head) - len(head.translate(None, _CONTROL))
    if control > _MOST_CONTROL * len(head) and control > 8:
        raise DeliveryRejected(
            "Berkas {name} bukan tabel: isinya data biner.",
            hint="Serahkan CSV, XLSX atau Parquet (boleh dikompres dengan gzip).",
            name=name,
        )


def _from_wide(path: Path, encoding: str, copy: Path, name: str) -> Path:
    try:
        with (
            path.open("r", encoding=encoding, newline="") as wide,
            copy.open("w", encoding="utf-8", newline="") as plain,
        ):
            while text := wide.read(_BLOCK_BYTES):
                plain.write(text)
    except UnicodeError as broken:
        raise DeliveryRejected(
            "Berkas {name} rusak: huruf UTF-16 di dalamnya terputus.",
            hint="Ekspor ulang sebagai CSV UTF-8.",
            name=name,
        ) from broken
    return copy


def _line_text(line: bytes) -> str:
    """A line in UTF-8, else in Windows-1252 (what that leaves undefined is kept as it is)."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _plain_lines(path: Path, seen: _Seen) -> Iterator[bytes]:
    only_returns = seen.newlines == 0 and seen.carriage_returns > 0
    if only_returns:
        with path.open("r", encoding="latin-1", newline="\r") as source:
            for text in source:
                yield text.encode("latin-1").removesuffix(b"\r") + b"\n"
        return
    with path.open("rb") as source:
        for line in source:
            yield line[:-2] + b"\n" if line.endswith(b"\r\n") else line


def _as_plain_copy(path: Path, seen: _Seen, copy: Path) -> Path:
    with copy.open("wb") as plain:
        for line in _plain_lines(path, seen):
            body = line.rstrip(b"\n").replace(b"\r", b" ")
            text = body if body.isascii() else _line_text(body).encode("utf-8")
            plain.write(text + b"\n")
    return copy


def _lines_without_blank_end(path: Path, newlines: int) -> int:
    size = path.stat().st_size
    with path.open("rb") as source:
        source.seek(max(0, size - _HEAD_BYTES))
        tail = source.read()
    blank = len(tail) - len(tail.rstrip(b" \t\r\n\x1a"))
    return newlines - tail[len(tail) - blank :].count(b"\n") + (1 if tail.strip() else 0)


def plain_text(path: Path, scratch: Path, name: str) -> PlainText:
    """The file as UTF-8 with whole line ends, itself where it is so already, else a copy.

    Raises DeliveryRejected for an empty file, and for one that is no text.
    """
    with path.open("rb") as source:
        head = source.read(_HEAD_BYTES)
    if encoding := _wide_encoding(head):
        path = _from_wide(path, encoding, scratch.with_suffix(".utf8"), name)
    else:
        _refuse_junk(head, name)
    seen = _look_through(path, name)
    if not seen.is_plain:
        path = _as_plain_copy(path, seen, scratch.with_suffix(".plain"))
        seen = _look_through(path, name)
    lines = _lines_without_blank_end(path, seen.newlines)
    return PlainText(path, lines, seen.has_nul, seen.has_odd_letters)
