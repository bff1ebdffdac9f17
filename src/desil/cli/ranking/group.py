"""`desil ranking`: the commands on surveys and those on the register, in one group.

Those on surveys need neither Django nor PostgreSQL: `pip install desil[modelling]` has them.
"""

from __future__ import annotations

import typer

from desil.cli.command_group import LazyGroup

_REGISTER, _SURVEY, _VISITS = (f"desil.cli.ranking.{m}" for m in ("models", "survey", "visits"))


class RankingCommands(LazyGroup):
    """The commands of ranking, and where each lives; in the order of the help."""

    modules = {  # noqa: RUF012 - the class declares it as one of the class
        "models": (_REGISTER, "models"),
        "propose": (_REGISTER, "propose"),
        "approve": (_REGISTER, "approve_model"),
        "explain": (_REGISTER, "explain"),
        "worklist": (_REGISTER, "worklist"),
        "questions": (_REGISTER, "questions"),
        "fit": (_SURVEY, "fit"),
        "evaluate": (_SURVEY, "evaluate"),
        "judge": ("desil.cli.ranking.judged", "judge"),
        "shorten": ("desil.cli.ranking.shortened", "shorten"),
        "visits": (_VISITS, "visits"),
        "visits-found": (_VISITS, "visits_found"),
    }


ranking = typer.Typer(
    name="ranking",
    cls=RankingCommands,
    help="Model, skor dan desil indikatif, dan alasannya.",
    no_args_is_help=True,
    add_completion=False,
)


@ranking.callback()
def _ranking() -> None:
    """Model, skor dan desil indikatif, dan alasannya."""
