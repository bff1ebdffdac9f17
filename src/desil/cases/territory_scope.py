"""Whose cases an action sees: the territory of its session, or a wider one for a stated while."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import connection, transaction

from desil.accounts.territory import SETTING, WHOLE_CITY, Territory, set_territory


@contextlib.contextmanager
def seeing(territory: Territory) -> Iterator[None]:
    """Inside, one transaction that sees this territory; outside, what was seen before.

    For actions that hold the reader to something narrower themselves: signing shows no family,
    sending and the clocks show nobody anything, the portal acts for one proven person.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [SETTING])
        (before,) = cursor.fetchone() or ("",)
        set_territory(cursor, territory, for_transaction=True)
        yield
        cursor.execute("select set_config(%s, %s, true)", [SETTING, before])


def seeing_city() -> contextlib.AbstractContextManager[None]:
    """Inside, the whole city is seen."""
    return seeing(WHOLE_CITY)


def seeing_village(village_code: str) -> contextlib.AbstractContextManager[None]:
    """Inside, one kelurahan is seen; the whole city for a case of no kelurahan."""
    return seeing(Territory(frozenset({village_code})) if village_code else WHOLE_CITY)
