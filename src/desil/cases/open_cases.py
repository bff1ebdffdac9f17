"""Open cases about one family or person, so that a second one is not begun unawares."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from desil.cases.models import Case
from desil.cases.workflow.state import Standing


def open_about(numbers: Sequence[str], nik: str = "", *, without_key: str = "") -> list[Case]:
    """Open cases about a family (by its numbers) or a person that the reader sees, the oldest
    first; without the one of a client key, which a form sent again is about."""
    about = Q(family_number__in=[n for n in numbers if n])
    if nik:
        about |= Q(nik=nik)
    rows = Case.objects.filter(about, standing=Standing.OPEN.value)
    return list(rows.exclude(client_key=without_key).order_by("pk"))
