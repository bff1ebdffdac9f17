"""What comes due today at a reader's desk, and what is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.cases.actions.people import officer_of
from desil.cases.queries.lists import count_to_sign, steps_of
from desil.office.cases.desk import DUE_TODAY, LATE, MINE, desk_cases
from desil.office.cases.signing import wanted_to_sign
from desil.office.home.card import Card, list_link


def _counted(user: User, due: str, day: date) -> tuple[int, str]:
    """How many cases of the reader are so pressing, and the address of their list."""
    by = officer_of(user)
    if user.may(Permission.CASE_READ) and steps_of(by):
        asked = {"langkah": MINE, "tenggat": due}
        return desk_cases(user, asked, by, day).count(), list_link("office:cases", **asked)
    if user.may(Permission.CASE_SIGN):
        found = count_to_sign(by, wanted_to_sign(due, day))
        return found, list_link("office:case_sign", tenggat=due)
    return 0, ""


def due_cards(user: User, day: date) -> Iterator[Card]:
    """The cases whose clock ends on this day, and those whose clock has ended; none where it is
    nothing."""
    labels = {
        DUE_TODAY: (_("Jatuh tempo hari ini"), _("permohonan yang menunggu Anda")),
        LATE: (_("Terlambat"), _("permohonan yang sudah lewat batas waktunya")),
    }
    for due, (label, meaning) in labels.items():
        amount, link = _counted(user, due, day)
        if amount:
            yield Card(amount, label, meaning, link, "fifth")
