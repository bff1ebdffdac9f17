"""What a file is, by its first bytes, and what lies in a gzip."""

from __future__ import annotations

import gzip
import zlib
from enum import Enum, auto
from pathlib import Path

from desil.errors import DeliveryRejected

_BLOCK_BYTES = 1 << 22
MOST_UNPACKED_BYTES = 64 << 30


class Container(Enum):
    """How a file's bytes are to be read."""

    TEXT = auto()
    WORKBOOK = auto()
    PARQUET = auto()
    GZIP = auto()
    OLD_WORKBOOK = auto()


def container_of(path: Path, name: str) -> Container:
    """The container by its magic bytes, never by the file's name."""
    with path.open("rb") as source:
        head = source.read(8)
    if not head:
        raise DeliveryRejected(
            f"Berkas {name} kosong.", hint="Serahkan berkas yang berisi kepala tabel dan baris."
        )
    if head.startswith(b"\x1f\x8b"):
        return Container.GZIP
    if head.startswith(b"PK\x03\x04"):
        return Container.WORKBOOK
    if head.startswith(b"PAR1"):
        return Container.PARQUET
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Container.OLD_WORKBOOK
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
                        f"Isi gzip {name} melebihi {most >> 30} GiB.",
                        hint="Bagi berkas itu menjadi beberapa berkas.",
                    )
                plain.write(block)
    except (EOFError, zlib.error, gzip.BadGzipFile, OSError) as broken:
        raise DeliveryRejected(
            f"Berkas gzip {name} rusak atau terpotong.", hint="Kirim ulang berkas yang utuh."
        ) from broken
    return target
