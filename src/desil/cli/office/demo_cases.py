"""The demonstration's cases: every type at every step, and a few tickets to look at."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import step_rules
from desil.cli.answer import say, show_table
from desil.cli.office.room import case_part, journal_of, office_part
from desil.cli.options import now
from desil.engine.progress import Progress
from desil.engine.store import Store

_TICKETS = 6


def make_demo_cases(store: Store, users: Sequence[Any], progress: Progress) -> None:
    """Make the cases by the demo users, and show how many wait where, and some tickets; the
    register is open and the store's write lock is held. Nothing where they are there already."""
    by_role = {user.role.name: user for user in users}
    (village,) = by_role["operator"].villages
    account, officer = office_part("models.User").objects, case_part("actions.people.officer_of")
    people = {
        role: officer(account.get(username=by_role[role].username))
        for role in case_part("demonstration.walk.ROLES")
    }
    office = case_part("demonstration.walk.DemoOffice")(
        people,
        case_part("evidence.folder.EvidenceFolder")(store.home),
        now(),
        journal_of(store.home),
        partial(secrets.token_bytes, case_part("ticket.RANDOM_BYTES")),
    )
    made = case_part("demonstration.cases.add_demo_cases")(
        village=village, office=office, store=store, progress=progress
    )
    if made:
        _show(made)


def _show(made: Sequence[Any]) -> None:
    waits = Counter(case.step for case in made if case.step)
    rows = [(rule.label.id, waits[step.value]) for step, rule in step_rules().items()
            if waits[step.value]]  # fmt: skip
    rows.append(("selesai", sum(case.step is None for case in made)))
    show_table("Permohonan contoh menurut langkah yang ditunggu", ("langkah", "banyaknya"), rows,
               numeric={1})  # fmt: skip
    shown = case_part("ticket.shown")
    asked = [c for c in made if c.family_number and not c.is_protected][:: len(made) // _TICKETS]
    show_table(
        "Beberapa tiketnya",
        ("nomor", "jenis", "tiket", "KK"),
        [(c.number, kinds()[c.kind].label.id, shown(c.ticket), c.family_number) for c in asked],
        numeric=set(),
    )
    say("Tiket dibuka dengan tanggal lahir anggota tertua keluarganya.")
