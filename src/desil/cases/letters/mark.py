"""The mark of a letter: sixteen signs that only this office can make, checked by anybody."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from desil.cases.kinds.kind import kinds
from desil.cases.letters.due import DueLetter, due_letters
from desil.cases.models import Case, CaseEvent
from desil.cases.territory_scope import seeing_city
from desil.cases.ticket import RANDOM_BYTES, ticket_from


@dataclass(frozen=True, slots=True)
class CheckedLetter:
    """A letter that is ours; `is_newest` where no later letter was written. Nobody's data."""

    number: str
    due: DueLetter
    is_newest: bool


def mark_of(number: str, due: DueLetter, *, secret: str) -> str:
    """The mark of a letter of a case (HMAC-SHA-256, 75 bits)."""
    key = hashlib.sha256(b"desil letters 1\n" + secret.encode()).digest()
    text = f"{number}\n{due.letter.marked_as}\n{due.place}".encode()
    return ticket_from(hmac.new(key, text, hashlib.sha256).digest()[:RANDOM_BYTES])


def letter_checked(number: str, mark: str, *, secret: str) -> CheckedLetter | None:
    """The letter of a case that bears this mark; None where there is none."""
    key = number.rpartition("-")[2]
    if not (key.isascii() and key.isdigit() and len(key) < 12):
        return None
    with seeing_city():
        case = Case.objects.filter(pk=int(key)).first()
        if case is None or case.number != number:
            return None
        history = list(CaseEvent.objects.filter(case=case).order_by("place"))
    written = due_letters(kinds()[case.kind], history)
    for due in written:
        if hmac.compare_digest(mark_of(number, due, secret=secret), mark):
            return CheckedLetter(number, due, due is written[-1])
    return None
