"""What a zipped or old office file is, where it is no workbook that can be read."""

from __future__ import annotations

import mmap
from pathlib import Path

from desil.errors import DeliveryRejected
from desil.intake.spreadsheets.archive import Archive

_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"
# A part that only this kind of file has, what to call the kind, and what to do about it.
_OTHER_KINDS = (
    ("xl/workbook.bin", "XLSB (buku kerja biner)", "Buka, lalu simpan sebagai XLSX."),
    ("word/document.xml", "dokumen Word", "Salin tabelnya ke lembar kerja, simpan sebagai XLSX."),
    ("ppt/presentation.xml", "PowerPoint", "Serahkan tabelnya sebagai XLSX atau CSV."),
    ("Index/Document.iwa", "Apple Numbers", "Ekspor sebagai XLSX atau CSV."),
)


def locked(name: str) -> DeliveryRejected:
    """Return the refusal of a workbook with a password."""
    return DeliveryRejected(
        f"Berkas {name} terkunci dengan kata sandi.",
        hint="Buka di lembar kerja, lalu simpan tanpa kata sandi.",
    )


def has_locked_package(path: Path) -> bool:
    """Whether an old office container holds an encrypted workbook."""
    with path.open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as all_:
        return all_.find(_LOCKED_PACKAGE) >= 0


def _is_locked(archive: Archive) -> bool:
    if archive.has("encrypted-package"):
        return True
    return archive.has(_MANIFEST) and any(
        b"encryption-data" in block for block in archive.blocks(_MANIFEST)
    )


def refuse_other_zip(archive: Archive) -> None:
    """DeliveryRejected, by the right name, for a zip file that is neither XLSX nor ODS."""
    name = archive.name
    for part, kind, hint in _OTHER_KINDS:
        if archive.has(part):
            raise DeliveryRejected(f"Berkas {name} adalah {kind}, bukan XLSX.", hint=hint)
    if _is_locked(archive):
        raise locked(name)
    if archive.has("content.xml") and archive.has("mimetype"):
        kind = b"".join(archive.blocks("mimetype")).decode("ascii", "replace").strip()
        if not kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            raise DeliveryRejected(
                f"Berkas {name} adalah OpenDocument {kind.rpartition('.')[2]}, bukan lembar kerja.",
                hint="Simpan tabelnya sebagai ODS, XLSX atau CSV.",
            )
    elif not (archive.has("xl/workbook.xml") or archive.has("_rels/.rels")):
        raise DeliveryRejected(
            f"Berkas {name} adalah ZIP, bukan XLSX.",
            hint="Buka dulu ZIP itu, lalu serahkan berkas di dalamnya.",
        )
