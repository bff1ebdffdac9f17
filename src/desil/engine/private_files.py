"""Files and folders that only their owner may open, whatever the umask of the process.

A home holds names, NIK and keys: its folders are 0700 and its files 0600. The home of root is 0711,
because PostgreSQL then runs as another user and has to pass through it; nothing in it can be listed
or read. `open_data/folder` alone makes files that everybody may read.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

FILE_MODE, FOLDER_MODE, PASSING_MODE = 0o600, 0o700, 0o711
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_PASS = stat.S_IXGRP | stat.S_IXOTH
_DATABASE = "postgres"  # PostgreSQL keeps the rights of its own files, and refuses open ones
# What makes a folder a home: nothing else is ever changed below a mistyped --home.
_SIGNS = ("write.lock", "deliveries", "runs", _DATABASE, "secret.key", "audit")


def make_process_private() -> int:
    """Let this process and its children make files for their owner only; the umask before."""
    return os.umask(_OTHERS)


def _missing(folder: Path) -> list[Path]:
    return [p for p in reversed((folder, *folder.parents)) if not p.exists()]


def make_private_folder(folder: Path) -> Path:
    """`folder`, made with its missing parents for the owner only; an existing one stays as is."""
    for missing in _missing(folder):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)
    return folder


def make_private_file(path: Path) -> Path:
    """`path`, for the owner only before anything is written: made empty when missing. What is no
    ordinary file (a terminal, a pipe) stays as it is."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK, FILE_MODE)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            with contextlib.suppress(PermissionError):  # another user's file that we may write
                os.fchmod(descriptor, FILE_MODE)
    finally:
        os.close(descriptor)
    return path


def make_home(home: Path) -> None:
    """Make a home that is missing, or of an empty folder; root's own lets the user of its database
    pass."""
    made = _missing(home)
    make_private_folder(home)
    is_empty = not any(home.iterdir())
    for folder in made or [home] * is_empty:
        with contextlib.suppress(PermissionError):  # a folder of another user who lets us write
            folder.chmod(home_mode())


def home_mode() -> int:
    """The rights of a home's first folder."""
    return PASSING_MODE if os.geteuid() == 0 else FOLDER_MODE


def _may_pass(home: Path, path: Path) -> bool:
    """Whether others may pass through `path` (not read it): for the database of root."""
    return os.geteuid() == 0 and path in (home, home / _DATABASE)


def _walk(home: Path) -> Iterator[Path]:
    """The home and all it holds, without following links or entering the database."""
    yield home
    for folder, folders, files in os.walk(home):
        for name in (*folders, *files):
            yield Path(folder) / name
        if Path(folder) == home and _DATABASE in folders:
            folders.remove(_DATABASE)


def is_home(folder: Path) -> bool:
    """Whether a folder was ever used as a home."""
    return any((folder / sign).exists() for sign in _SIGNS)


def open_to_others(home: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """What group or others may open in a home, each with what the system says of it."""
    if not is_home(home):
        return
    for path in _walk(home):
        with contextlib.suppress(FileNotFoundError):  # another process just removed it
            found = path.lstat()
            allowed = _PASS if _may_pass(home, path) else 0
            if not stat.S_ISLNK(found.st_mode) and found.st_mode & _OTHERS & ~allowed:
                yield path, found


def mend_home(home: Path) -> int:
    """Take the rights of group and others away, where this user owns the home; how many files and
    folders had any. Rights that cannot be changed are left for `desil doctor` to report."""
    try:
        if home.stat().st_uid != os.geteuid():
            return 0
        loose = [(p, f) for p, f in open_to_others(home) if f.st_uid == os.geteuid()]
    except OSError:
        return 0
    mended = 0
    for path, found in loose:
        allowed = _PASS if _may_pass(home, path) else 0
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS | allowed)
            mended += 1
    return mended
