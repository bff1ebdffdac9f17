"""`desil nik`: what can be said of a NIK without asking Dukcapil."""

from __future__ import annotations

from typing import Annotated

import typer

from desil.cli.answer import show_json, show_table
from desil.cli.options import AsJson
from desil.dictionary.areas import national_districts
from desil.dictionary.nik import judge_nik, masked


def nik(
    numbers: Annotated[list[str], typer.Argument(metavar="NIK...", help="NIK yang diperiksa.")],
    as_json: AsJson = False,
) -> None:
    """Periksa bentuk NIK: ok, warn, atau invalid. Hanya Dukcapil yang dapat membuktikannya."""
    known = national_districts()
    judged = [(number, judge_nik(number, known_districts=known)) for number in numbers]
    if as_json:
        show_json(
            [
                {"nik": masked(n), "verdict": j.verdict, "reasons": list(j.reasons), "text": j.text}
                for n, j in judged
            ]
        )
        return
    rows = [(masked(n), j.verdict, j.text or "-") for n, j in judged]
    show_table("Pemeriksaan bentuk NIK", ("NIK", "putusan", "alasan"), rows, numeric=set())
