"""What another kelurahan works on, as far as a reader may know of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from desil.cases.models import Case
from desil.cases.workflow.state import Standing


def open_elsewhere(numbers: Sequence[str]) -> int:
    """How many open cases about a family, by its numbers, the reader does not see."""
    seen = Case.objects.filter(family_number__in=numbers, standing=Standing.OPEN.value).count()
    with connection.cursor() as cursor:
        cursor.execute("select public.desil_open_case_count(%s)", [list(numbers)])
        (found,) = cursor.fetchone() or (0,)
    return max(int(found) - seen, 0)
