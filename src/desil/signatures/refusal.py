"""The log says when something that was signed was about to be used and had changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg

from desil.audit.journal import Journal
from desil.audit.signed import SignedDiffers


@contextmanager
def refusal_recorded(
    connection: psycopg.Connection[tuple[Any, ...]], journal: Journal, *, by: str, at: datetime
) -> Iterator[None]:
    """Record a SignedDiffers that the context raises, in a transaction of its own, and pass it
    on."""
    try:
        yield
    except SignedDiffers as fault:
        with connection.transaction():
            journal.append(connection.cursor(), fault.event(by=by, at=at))
        raise
