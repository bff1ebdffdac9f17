"""What a file is, by its first bytes, and what lies in a gzip."""

from __future__ import annotations

import gzip
import zlib
from enum import Enum, auto
from pathlib import Path

from desil.errors import DeliveryRejected
from desil.errors import catalogued as _

_BLOCK_BYTES = 1 << 22
MOST_UNPACKED_BYTES = 64 << 30


class Container(Enum):
    """How a file's bytes are to be read."""

    TEXT = auto()
    WORKBOOK = auto()
    PARQUET = auto()
    GZIP = auto()


# How other kinds of files begin, what to call them, and what to do about it.
_TABLE_HINT = _("Serahkan tabelnya sebagai CSV, XLSX, ODS atau Parquet.")
_HTML_HINT = _("Buka di lembar kerja, lalu simpan sebagai XLSX.")
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%pdf", "PDF", _TABLE_HINT),
    (
        b"rar!",
        _("arsip RAR"),
        _("Buka dulu arsipnya, lalu serahkan berkas di dalamnya."),
    ),
    (
        b"7z\xbc\xaf",
        _("arsip 7-Zip"),
        _("Buka dulu arsipnya, lalu serahkan berkas di dalamnya."),
    ),
    (b"\x89png", _("gambar PNG"), _TABLE_HINT),
    (b"\xff\xd8\xff", _("foto JPEG"), _TABLE_HINT),
    (b"mime-version:", _("halaman web (MHTML)"), _HTML_HINT),
    (b"{\\rtf", _("dokumen RTF"), _TABLE_HINT),
)
_PAGE_BEGINS = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<table", b"<body", b"<style",
                b"<div", b"<br", b"<center")  # fmt: skip


def _refuse_others(head: bytes, name: str) -> None:
    """DeliveryRejected, by its right name, for a file that is plainly no table that is read."""
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, kind, hint in _OTHERS:
        if begins.startswith(magic):
            raise DeliveryRejected(
                "Berkas {name} adalah {kind}, bukan tabel.", hint=hint, name=name, kind=kind
            )
    if begins.startswith(_PAGE_BEGINS):
        raise DeliveryRejected(
            "Berkas {name} adalah halaman web (HTML), bukan lembar kerja, apa pun namanya.",
            hint=_HTML_HINT,
            name=name,
        )
    if begins.startswith(b"<?xml"):
        kind = "XML Spreadsheet 2003" if b"excel.sheet" in begins else "XML"
        if b"<html" in begins:
            kind = "halaman web (HTML)"
        raise DeliveryRejected(
            "Berkas {name} adalah {kind}, bukan XLSX.", hint=_HTML_HINT, name=name, kind=kind
        )


def container_of(path: Path, name: str) -> Container:
    """The container by its magic bytes, never by the file's name.

    Raises DeliveryRejected for an empty file, and for kinds that hold no table.
    """
    with path.open("rb") as source:
        head = source.read(2048)
    if not head:
        raise DeliveryRejected(
            "Berkas {name} kosong.",
            hint="Serahkan berkas yang berisi kepala tabel dan baris.",
            name=name,
        )
    if head.startswith(b"\x1f\x8b"):
        return Container.GZIP
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Container.WORKBOOK
    if head.startswith(b"PAR1"):
        return Container.PARQUET
    _refuse_others(head, name)
    return Container.TEXT


def unpack_gzip(path: Path, target: Path, name: str, most: int = MOST_UNPACKED_BYTES) -> Path:
    """The bytes inside a gzip, in `target`; DeliveryRejected when it is cut short or too large."""
    written = 0
    try:
        with gzip.open(path, "rb") as packed, target.open("wb") as plain:
            while block := packed.read(_BLOCK_BYTES):
                written += len(block)
                if written > most:
                    raise DeliveryRejected(
                        "Isi gzip {name} melebihi {most} GiB.",
                        hint="Bagi berkas itu menjadi beberapa berkas.",
                        name=name,
                        most=most >> 30,
                    )
                plain.write(block)
    except (EOFError, zlib.error, gzip.BadGzipFile, OSError) as broken:
        raise DeliveryRejected(
            "Berkas gzip {name} rusak atau terpotong.",
            hint="Kirim ulang berkas yang utuh.",
            name=name,
        ) from broken
    return target
