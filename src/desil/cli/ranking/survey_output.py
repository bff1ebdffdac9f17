"""What reading a survey found, before any figure: rows, columns, codes and doubts."""

from __future__ import annotations

from rich.console import Console

from desil.cli.answer import number
from desil.ranking.models.screening import MOST_COLUMNS, screened_columns
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
    kept = screened_columns(survey.features, survey.welfare, survey.district)
    if dropped := [name for name in survey.features.columns if name not in kept]:
        say(
            f"{len(survey.features.columns)} kolom terlalu banyak: tiap pembelajaran memakai "
            f"{MOST_COLUMNS} yang sendirian paling menerangkan. Pada seluruh survei tidak "
            f"terpakai: {', '.join(dropped)}."
        )
    for note in survey.notes:
        say(f"Perhatikan: {note}")
