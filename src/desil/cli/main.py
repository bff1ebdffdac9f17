"""The command `desil`."""

from __future__ import annotations

import sys

import typer

from desil import __version__
from desil.cli.answer import out, show_error
from desil.cli.commands import (
    delivery,
    demonstration,
    doctor,
    export,
    identity,
    linkage,
    publication,
    ranking,
    ranking_survey,
    recap,
    review,
    run,
    server,
    synthetic,
)
from desil.cli.office import audit, users
from desil.errors import DesilError

app = typer.Typer(
    name="desil",
    help="Satu register sosial-ekonomi kota: terima kiriman, susun, terbitkan, jelaskan.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.add_typer(linkage.linkage)
app.add_typer(users.users)
app.add_typer(audit.audit)
for verb_of_ranking in (ranking_survey.fit, ranking_survey.evaluate):
    ranking.ranking.command()(verb_of_ranking)
app.add_typer(ranking.ranking)
app.add_typer(run.runs)

for verb in (
    demonstration.demo,
    synthetic.synthetic,
    delivery.intake,
    delivery.deliveries,
    delivery.quarantine,
    delivery.findings,
    run.run,
    review.review,
    publication.publish,
    publication.rollback,
    publication.publications,
    recap.recap,
    export.export,
    identity.nik,
    server.serve,
    doctor.doctor,
):
    app.command()(verb)


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(f"desil {__version__}")
        raise typer.Exit


@app.callback()
def _desil(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Sebut versinya."
    ),
) -> None:
    """Satu register sosial-ekonomi kota: terima kiriman, susun, terbitkan, jelaskan."""


def main() -> None:
    """Run the command; an error that people may see ends it with its own exit code."""
    try:
        app()
    except DesilError as error:
        show_error(error)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
