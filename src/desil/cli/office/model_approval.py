"""Approving a model: the digest of its content goes into the log before the model is in use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import psycopg

from desil.cli.office.room import journal_of, system_actor
from desil.cli.options import operator
from desil.cli.register import opened_register
from desil.ranking.activation.model_store import approve, model_of
from desil.ranking.formula.model import Model
from desil.registry.signed.models import approval_event


def approve_signed(home: Path, version: str, *, by: str, at: datetime) -> Model:
    """Put a proposed version to use, in the name of `by`; errors as `approve`."""
    model_of(home, version)
    with opened_register(home, "ranking approve", may_begin=True) as register:

        def sign(digest: str) -> None:
            actor = system_actor(operator())
            event = approval_event(version, digest, by=actor, named=by.strip(), at=at)
            with psycopg.connect(register.url) as connection:
                journal_of(home).append(connection.cursor(), event)

        return approve(home, version, by=by, at=at, sign=sign)
