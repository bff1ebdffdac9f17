"""The parts of a zipped workbook, unpacked within limits."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from desil.errors import DeliveryRejected
from desil.intake.limits import WorkbookLimits

MOST_RATIO = 200
_SMALL_BYTES = 32 << 20
_BLOCK_BYTES = 1 << 20


def bomb(name: str) -> DeliveryRejected:
    """Return the refusal of a file that unpacks to far more than is sane."""
    return DeliveryRejected(
        "Berkas {name} ditolak sebelum dibuka: isinya mengembang jauh melebihi yang wajar.",
        hint="Simpan ulang lembar itu sebagai CSV atau XLSX baru.",
        name=name,
    )


def broken(name: str) -> DeliveryRejected:
    """Return the refusal of a workbook that is not whole."""
    return DeliveryRejected(
        "Berkas {name} rusak atau terpotong.", hint="Kirim ulang berkas yang utuh.", name=name
    )


class Archive:
    """A zip file whose parts are read as they are asked for, counted as they are unpacked."""

    def __init__(self, path: Path, name: str, limits: WorkbookLimits) -> None:
        self.name, self.limits = name, limits
        self._most = limits.unpacked_mib << 20
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(path)
            self._entries = {e.filename: e for e in self._zip.infolist()}
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as fault:
            raise broken(name) from fault
        self._refuse_declared()

    def _refuse_declared(self) -> None:
        declared = sum(e.file_size for e in self._entries.values())
        packed = max(sum(e.compress_size for e in self._entries.values()), 1)
        if declared > self._most or (declared > _SMALL_BYTES and declared / packed > MOST_RATIO):
            raise bomb(self.name)

    def has(self, part: str) -> bool:
        """Whether the archive holds that part."""
        return part in self._entries

    def blocks(self, part: str) -> Iterator[bytes]:
        """Yield a part's bytes; DeliveryRejected where it is broken or a bomb."""
        entry, mine = self._entries[part], 0
        try:
            with self._zip.open(entry) as packed:
                while block := packed.read(_BLOCK_BYTES):
                    mine += len(block)
                    self._unpacked += len(block)
                    ratio = mine / max(entry.compress_size, 1)
                    if self._unpacked > self._most or (mine > _SMALL_BYTES and ratio > MOST_RATIO):
                        raise bomb(self.name)
                    yield block
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as fault:
            raise broken(self.name) from fault
        except RuntimeError as fault:  # an entry with a password
            raise broken(self.name) from fault


def refuse_entities(parser: expat.XMLParserType, name: str) -> None:
    """Let a parser refuse a document that declares entities: no workbook has any."""

    def refuse(*_: object) -> None:
        raise bomb(name)

    parser.EntityDeclHandler = refuse
