"""Files and folders that are either not there or whole, whatever stops the process."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desil.engine.private_files import (
    FILE_MODE,
    FOLDER_MODE,
    make_private_file,
    make_private_folder,
)

UNFINISHED_PREFIX = ".tmp-"


def flush_to_disk(path: Path) -> None:
    """Force a file's or a folder's own entry to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_text_whole(path: Path, text: str) -> None:
    """Write `text` so that `path` holds the old text or all of the new one."""
    unfinished = path.with_name(f"{UNFINISHED_PREFIX}{path.name}")
    make_private_file(unfinished).write_text(text, encoding="utf-8")
    flush_to_disk(unfinished)
    unfinished.replace(path)
    flush_to_disk(path.parent)


@contextmanager
def folder_made_whole(final: Path) -> Iterator[Path]:
    """A folder to write in that becomes `final` by one rename when the block ends well.

    After an error or a kill, `final` is not there; `sweep_unfinished` clears what is left.
    """
    make_private_folder(final.parent)
    unfinished = final.with_name(f"{UNFINISHED_PREFIX}{final.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    make_private_folder(unfinished)
    try:
        yield unfinished
        for written in sorted(unfinished.rglob("*")):
            written.chmod(FOLDER_MODE if written.is_dir() else FILE_MODE)
            flush_to_disk(written)
        flush_to_disk(unfinished)
        unfinished.rename(final)
        flush_to_disk(final.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def finished_files(parent: Path, pattern: str) -> Iterator[Path]:
    """The files that match `pattern` below `parent` and lie in no unfinished folder."""
    for path in parent.glob(pattern):
        if not any(part.startswith(UNFINISHED_PREFIX) for part in path.relative_to(parent).parts):
            yield path


def sweep_unfinished(parent: Path) -> int:
    """Remove what a killed process left unfinished below `parent`; how many things that was."""
    left = sorted(parent.glob(f"**/{UNFINISHED_PREFIX}*")) if parent.is_dir() else []
    for path in left:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(left)


def append_line(path: Path, line: str) -> None:
    """Append one line of text and force it to disk; a line that a crash cut short is closed first.

    The caller keeps other writers out.
    """
    make_private_folder(path.parent)
    whole = path.read_bytes() if path.is_file() else b""
    with make_private_file(path).open("ab") as target:
        if whole and not whole.endswith(b"\n"):
            target.write(b"\n")
        target.write(line.encode("utf-8") + b"\n")
        target.flush()
        os.fsync(target.fileno())
