"""What an applicant says, once, of how a case was handled."""

from __future__ import annotations

from datetime import datetime

from desil.audit.journal import Journal
from desil.cases.actions.moving import moving
from desil.cases.models import Case
from desil.cases.workflow.events import Move, Officer
from desil.errors import UsageFault

LONGEST_TEXT = 300


def rate_handling(
    number: str, *, answer: str, text: str, by: Officer, at: datetime, journal: Journal
) -> Case:
    """Keep one of `satisfaction_answers` and a few words as an event of the case; the words are in
    its note and in no log. Once a case, even where it is opened again.

    Errors as of every move (`actions.steps`); UsageFault for no such answer and for words longer
    than `LONGEST_TEXT`.
    """
    said = text.replace("\r\n", "\n").strip()  # a browser counts a new line once
    if len(said) > LONGEST_TEXT:
        raise UsageFault(
            f"Tulisan Anda {len(said)} huruf.", hint=f"Paling banyak {LONGEST_TEXT} huruf."
        )
    details = {"answer": answer}
    with moving(
        number, Move.RATE, by=by, at=at, journal=journal, note=said, details=details
    ) as under_way:
        # an answer that is none is refused by the guard, before this is written
        under_way.payload["answer"] = answer
    return under_way.case
