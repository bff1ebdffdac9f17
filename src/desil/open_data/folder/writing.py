"""The folder on disk: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from desil.errors import UsageFault


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write the files beside the folder first, then give them its name; returns their paths.
    UsageFault where the folder is a file or has something in it already."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise UsageFault(
            "{folder} bukan folder kosong.", hint="Pilih folder yang baru.", folder=folder
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            _write(draft / name, content)
        draft.chmod(0o755)
        if folder.is_dir():
            folder.rmdir()
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return [folder / name for name in files]
