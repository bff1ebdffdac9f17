"""Counting attempts in the database, so that a limit holds over every process of the server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from desil.accounts.models import AttemptCount
from desil.accounts.residents.digests import digest


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` attempts of a `kind` within `window`, for each key."""

    kind: str
    most: int
    window: timedelta


_COUNT = """
insert into attempt_count as known (key, tries, until) values (%(key)s, 1, %(until)s)
on conflict (key) do update set
    tries = case when known.until <= %(at)s then 1 else known.tries + 1 end,
    until = case when known.until <= %(at)s then excluded.until else known.until end
returning tries
"""


def is_within(limit: Limit, key: str, *, secret: str, at: datetime) -> bool:
    """Count one attempt for `key`; False when it is one too many. Two processes at once are counted
    one after the other: the row is locked while it is written."""
    told: dict[str, str | datetime] = {
        "key": digest(secret, limit.kind, key),
        "at": at,
        "until": at + limit.window,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, told)
        (tries,) = cursor.fetchone() or (0,)
    return bool(tries <= limit.most)


def forget_attempts(limit: Limit, key: str, *, secret: str) -> None:
    """Forget what was counted for `key`: it was right in the end."""
    AttemptCount.objects.filter(key=digest(secret, limit.kind, key)).delete()


def forget_old_attempts(at: datetime) -> int:
    """Remove the counts whose window is over; how many."""
    return AttemptCount.objects.filter(until__lte=at).delete()[0]
