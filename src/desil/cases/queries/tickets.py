"""A case as its applicant finds it: by ticket and birth date, at the portal."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date

from django.db import connection

from desil.cases.models import Case
from desil.cases.territory_scope import seeing_village
from desil.cases.ticket import ticket_read
from desil.cases.workflow.state import Standing
from desil.errors import NotFound, catalogued


@contextlib.contextmanager
def applicants_case(ticket: str, birth_date: date) -> Iterator[Case]:
    """The case of a ticket and its applicant's birth date. Inside, its kelurahan is seen, so that
    `file_of` and the applicant's own actions (`by=RESIDENT`) work.

    UsageFault for a ticket that cannot be (a slip of the pen), NotFound for one that is not known
    or not with this birth date: the two are told apart by nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, village_code from case_of_ticket(%s, %s)", [ticket_read(ticket), birth_date]
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound(
            catalogued("Tiket dan tanggal lahir itu tidak cocok."),
            hint=catalogued("Periksa keduanya."),
        )
    with seeing_village(row[1]):
        yield Case.objects.get(pk=row[0])


def open_requests(nik: str) -> list[Case]:
    """The open cases of an applicant, the oldest first."""
    rows = Case.objects.filter(applicant__nik=nik, standing=Standing.OPEN.value)
    return list(rows.order_by("entered_at", "pk"))


def has_open_request(nik: str, *, without_key: str = "") -> bool:
    """Whether this applicant has an open case; without the one of a client key, which a form sent
    again is about."""
    rows = Case.objects.filter(applicant__nik=nik, standing=Standing.OPEN.value)
    return rows.exclude(client_key=without_key).exists()
