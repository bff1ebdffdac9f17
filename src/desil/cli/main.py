"""The command `desil`."""

from __future__ import annotations

import os
import sys

import typer

from desil import __version__
from desil.cli.answer import out, show_error
from desil.cli.command_group import AllCommands
from desil.cli.language import answer_in
from desil.engine.private_files import make_process_private
from desil.errors import DesilError

app = typer.Typer(
    name="desil",
    cls=AllCommands,
    help="Satu register sosial-ekonomi kota: terima kiriman, susun, terbitkan, jelaskan.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(f"desil {__version__}")
        raise typer.Exit


def _answer_in(language: str | None) -> str | None:
    answer_in(language)
    return language


@app.callback()
def _desil(
    context: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Sebut versinya."
    ),
    language: str | None = typer.Option(
        None,
        "--language",
        callback=_answer_in,
        is_eager=True,
        help="Bahasa jawaban, id atau en; bawaan: menurut locale, selain Inggris Indonesia.",
    ),
) -> None:
    """Satu register sosial-ekonomi kota: terima kiriman, susun, terbitkan, jelaskan."""
    before = make_process_private()
    context.call_on_close(lambda: os.umask(before))  # for programs that run a command in themselves


def main() -> None:
    """Run the command; an error that people may see ends it with its own exit code."""
    try:
        app()
    except DesilError as error:
        show_error(error)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
