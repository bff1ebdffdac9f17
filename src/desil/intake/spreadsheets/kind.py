"""What a zipped or old office file is, where it is no workbook that can be read."""

from __future__ import annotations

import mmap
from pathlib import Path

from desil.errors import DeliveryRejected
from desil.errors import catalogued as _
from desil.intake.spreadsheets.archive import Archive

_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"
# A part that only this kind of file has, what to call the kind, and what to do about it.
_OTHER_KINDS: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.bin", _("XLSB (buku kerja biner)"), _("Buka, lalu simpan sebagai XLSX.")),
    (
        "word/document.xml",
        _("dokumen Word"),
        _("Salin tabelnya ke lembar kerja, simpan sebagai XLSX."),
    ),
    ("ppt/presentation.xml", "PowerPoint", _("Serahkan tabelnya sebagai XLSX atau CSV.")),
    ("Index/Document.iwa", "Apple Numbers", _("Ekspor sebagai XLSX atau CSV.")),
)  # fmt: skip


def locked(name: str) -> DeliveryRejected:
    """Return the refusal of a workbook with a password."""
    return DeliveryRejected(
        "Berkas {name} terkunci dengan kata sandi.",
        hint="Buka di lembar kerja, lalu simpan tanpa kata sandi.",
        name=name,
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
            raise DeliveryRejected(
                "Berkas {name} adalah {kind}, bukan XLSX.", hint=hint, name=name, kind=kind
            )
    if _is_locked(archive):
        raise locked(name)
    if archive.has("content.xml") and archive.has("mimetype"):
        kind = b"".join(archive.blocks("mimetype")).decode("ascii", "replace").strip()
        if not kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            raise DeliveryRejected(
                "Berkas {name} adalah OpenDocument {kind}, bukan lembar kerja.",
                hint="Simpan tabelnya sebagai ODS, XLSX atau CSV.",
                name=name,
                kind=kind.rpartition(".")[2],
            )
    elif not (archive.has("xl/workbook.xml") or archive.has("_rels/.rels")):
        raise DeliveryRejected(
            "Berkas {name} adalah ZIP, bukan XLSX.",
            hint="Buka dulu ZIP itu, lalu serahkan berkas di dalamnya.",
            name=name,
        )
