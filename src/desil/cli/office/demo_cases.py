"""The demonstration's cases: one that waits for the signature, and one that waits to be sent."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from desil.cli.answer import out, show_table
from desil.cli.office.room import case_part, journal_of
from desil.cli.options import now

_ROLES = ("operator", "lurah", "verifier", "head")


def make_demo_cases(home: Path, users: Sequence[Any]) -> None:
    """Make the cases by the demo users, and show them with their tickets; the register is open.
    Nothing where they are there already."""
    by_role = {user.role.name: user for user in users}
    (village,) = by_role["operator"].villages
    made = case_part("demo.add_demo_cases")(
        usernames={role: by_role[role].username for role in _ROLES},
        village=village,
        home=home,
        draw=partial(secrets.token_bytes, case_part("ticket.RANDOM_BYTES")),
        at=now(),
        journal=journal_of(home),
    )
    if not made:
        return
    shown, waits = case_part("ticket.shown"), {"send": "pengiriman", "sign": "tanda tangan"}
    rows = [
        (case.number, waits[case.step], shown(case.ticket), case.family_number) for case in made
    ]
    show_table("Permohonan contoh", ("nomor", "menunggu", "tiket", "KK"), rows, numeric=set())
    out.print("Tiket dibuka dengan tanggal lahir anggota tertua keluarganya.")
