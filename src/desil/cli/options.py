"""Options that many commands share."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from desil.cli.answer import err
from desil.cli.command_group import HOME
from desil.cli.progress import TerminalProgress
from desil.engine.private_files import mend_home
from desil.engine.progress import Progress, Silent
from desil.errors import MachineLacks, UsageFault


def _noted(context: typer.Context, home: Path) -> Path:
    """The home, after a note of it for `AllCommands`; MachineLacks when no folder can be it."""
    context.meta[HOME] = home
    try:
        str(home).encode()
    except UnicodeEncodeError:
        raise MachineLacks(
            "Nama folder --home memuat tanda yang bukan UTF-8.", hint="Ganti nama folder itu."
        ) from None
    if home.exists() and not home.is_dir():
        raise MachineLacks(
            "--home {home} adalah berkas, bukan folder.", hint="Sebut sebuah folder.", home=home
        )
    return home


def _mended(context: typer.Context, home: Path) -> Path:
    """The home, after its owner's command has taken the rights of other users away."""
    _noted(context, home)
    if mended := mend_home(home):
        err.print(
            f"Hak akses {mended} berkas atau folder di {home} diperbaiki: sebelumnya pengguna lain "
            "di komputer ini dapat membukanya.",
            markup=False,
        )
    return home


_HOME: Mapping[str, Any] = {
    "envvar": "DESIL_HOME", "help": "Folder data desil.", "show_default": True,
}  # fmt: skip
Home = Annotated[Path, typer.Option("--home", callback=_mended, **_HOME)]
HomeAsItIs = Annotated[Path, typer.Option("--home", callback=_noted, **_HOME)]
AsJson = Annotated[bool, typer.Option("--json", help="Jawab dalam JSON.")]
Memory = Annotated[
    str, typer.Option("--memory", envvar="DESIL_MEMORY", help="Batas memori mesin batch.")
]
Threads = Annotated[int, typer.Option("--threads", envvar="DESIL_THREADS", help="Jumlah inti.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Tanpa bilah kemajuan.")]

DEFAULT_HOME = Path("desil-home")
DEFAULT_MEMORY = "3GB"
DEFAULT_THREADS = 2

Clock = Callable[[], datetime]


def now() -> datetime:
    """The moment, in UTC; the only place where a command reads the clock."""
    return datetime.now(UTC)


def operator() -> str:
    """The account on whose behalf a command runs."""
    return getpass.getuser()


def progress_for(*, quiet: bool) -> Progress:
    """Bars on a terminal; nothing when asked to be quiet or when nobody watches."""
    return Silent() if quiet or not err.is_terminal else TerminalProgress(err)


def date_of(text: str) -> date:
    """A date written YYYY-MM-DD; UsageFault for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise UsageFault(
            "Tanggal '{text}' tidak dapat dibaca.",
            hint="Tulis TAHUN-BULAN-HARI: 2026-01-23",
            text=text,
        ) from fault
