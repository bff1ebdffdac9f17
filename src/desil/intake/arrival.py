"""The files of a delivery as they arrive: each once, in an order of its own, and one hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desil.engine.hashing import canonical_json, sha256_of, sha256_of_text
from desil.engine.progress import Progress
from desil.errors import UsageFault
from desil.intake.record.delivery_file import DeliveredFile


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A path that was handed in, and what is kept of it."""

    path: Path
    file: DeliveredFile


def arrived(files: Sequence[Path], progress: Progress) -> tuple[ArrivedFile, ...]:
    """The files by hash: the order of the call is no part of a delivery, nor is a file given twice.

    Raises UsageFault for a path that is no file.
    """
    if not files:
        raise UsageFault("Tidak ada berkas yang diserahkan.", hint="Sebutkan paling sedikit satu.")
    for path in files:
        if not path.is_file():
            raise UsageFault(
                "Berkas {path} tidak ada.", hint="Periksa nama dan foldernya.", path=path
            )
    found: dict[str, ArrivedFile] = {}
    total = sum(path.stat().st_size for path in files)
    with progress.stage("sidik berkas", total, "byte") as stage:
        for path in files:
            size = path.stat().st_size
            digest = sha256_of(path)
            found.setdefault(digest, ArrivedFile(path, DeliveredFile(path.name, size, digest)))
            stage.advance(size)
    return tuple(found[digest] for digest in sorted(found))


def recipe_hash(
    source: str,
    reference_date: date,
    files: Sequence[ArrivedFile],
    *,
    accept_missing: bool,
    in_form_codes: bool | None,
    is_partial: bool = False,
    reads_hidden: bool = False,
) -> str:
    """The hash of what decides a delivery: source, date, bytes, and readings asked for."""
    recipe: dict[str, object] = {
        "source": source,
        "reference_date": reference_date.isoformat(),
        "files": [f.file.sha256 for f in files],
    }
    if accept_missing:
        recipe["accept_missing"] = True
    if in_form_codes is not None:
        recipe["in_form_codes"] = in_form_codes
    if is_partial:
        recipe["is_partial"] = True
    if reads_hidden:
        recipe["reads_hidden"] = True
    return sha256_of_text(canonical_json(recipe))
