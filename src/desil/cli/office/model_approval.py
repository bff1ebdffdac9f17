"""Proposing and approving a model by command; where the office has accounts for it, they do it.

A command takes any name that is typed. Where accounts may propose or approve models, one person
could be an account on a page and another name in a command; so there both are refused here.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from desil.accounts.permissions import Permission
from desil.audit.event import Event
from desil.cli.office.room import journal_of, office_part, system_actor
from desil.cli.options import operator
from desil.cli.register import held_register
from desil.errors import Refused, UsageFault
from desil.ranking.activation.model_store import approve, model_of, propose
from desil.ranking.formula.model import Model
from desil.signatures.models import approval_event

_ACCOUNT = re.compile(r"\(\s*user\s*:")


def propose_recorded(
    home: Path, source: Path, *, by: str, at: datetime, anchored: bool
) -> Model:  # fmt: skip
    """Keep a model as proposed in the name of `by`, in the log too where there is one.

    Refused where the office has accounts for it; other errors as `propose`.
    """
    _hold_to_plain_name(by)
    if not _has_register(home):
        return propose(home, source, by=by, at=at, anchored=anchored)
    with held_register(home, "ranking propose") as register:
        _hold_to_no_accounts()
        model = propose(home, source, by=by, at=at, anchored=anchored)
        told = {"by": by.strip()}
        event = Event(at, system_actor(operator()), "MODEL_PROPOSE", "model", model.version,
                      payload=told)  # fmt: skip
        _record(home, register.url, event)
    return model


def approve_signed(home: Path, version: str, *, by: str, at: datetime) -> Model:
    """Put a proposed version to use, in the name of `by`; errors as `approve`.

    Refused where the office has accounts for it.
    """
    _hold_to_plain_name(by)
    model_of(home, version)
    with held_register(home, "ranking approve", may_begin=True) as register:
        _hold_to_no_accounts()

        def sign(digest: str) -> None:
            actor = system_actor(operator())
            event = approval_event(version, digest, by=actor, named=by.strip(), at=at)
            _record(home, register.url, event)

        return approve(home, version, by=by, at=at, sign=sign)


def _record(home: Path, url: str, event: Event) -> None:
    with psycopg.connect(url) as connection:
        journal_of(home).append(connection.cursor(), event)


def _has_register(home: Path) -> bool:
    return bool(os.environ.get("DESIL_DATABASE_URL")) or (home / "postgres").is_dir()


def _hold_to_plain_name(by: str) -> None:
    """UsageFault for a name that looks like an account of the office."""
    if _ACCOUNT.search(by.casefold()):
        raise UsageFault(
            "--by '{by}' menyebut akun kantor.", hint="Tulis nama orangnya saja.", by=by
        )


def _hold_to_no_accounts() -> None:
    """Refused where an account that is open may propose or approve models."""
    users: Any = office_part("models.User").objects.filter(is_active=True)
    needed = {Permission.MODEL_PROPOSE, Permission.MODEL_APPROVE}
    if any(needed & user.permissions for user in users):
        raise Refused(
            "Kantor ini punya akun untuk mengusulkan atau menyetujui model.",
            hint="Pakai halaman Model: yang satu mengusulkan, yang lain menyetujui.",
        )
