"""What reading a survey found, before any figure: rows, columns, codes and doubts."""

from __future__ import annotations

from rich.console import Console

from desil.cli.answer import number
from desil.ranking.survey.survey import Survey


def tell_survey(survey: Survey, console: Console) -> None:
    """Print what was read, what was left out and why, and what needs a look."""

    def say(text: str) -> None:
        console.print(text, markup=False, highlight=False)

    say(
        f"{number(len(survey))} rumah tangga, {len(survey.features.columns)} kolom dibaca; "
        f"penimbang: {survey.weighting}."
    )
    for reason, count in survey.left_out.items():
        say(f"Tidak dihitung, {reason}: {number(count)} baris.")
    for name, reason in survey.unused.items():
        say(f"Kolom '{name}' tidak dibaca: {reason}.")
    if survey.missing_codes:
        say("Kode berikut dihitung sebagai 'tidak diketahui'. Periksa:")
        for code in survey.missing_codes:
            say(
                f"  {code.column}: {code.code} ({number(code.rows)} baris; {code.reason}). "
                f"Bila itu jawaban: --not-missing {code.column}"
            )
    for note in survey.notes:
        say(f"Perhatikan: {note}")
