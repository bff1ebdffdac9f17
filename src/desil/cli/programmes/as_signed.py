"""A list's files, held against what was signed before a command uses them."""

from __future__ import annotations

import psycopg

from desil.cli.office.room import journal_of, system_actor
from desil.cli.options import now, operator
from desil.cli.register import held_register
from desil.eligibility.lists.frozen import StoredList
from desil.engine.store import Store
from desil.publication.gate import require_unaltered
from desil.signatures.list_files import require_files_as_signed
from desil.signatures.refusal import refusal_recorded


def require_list_unaltered(store: Store, kept: StoredList) -> None:
    """SignedDiffers, recorded, where the list is not what was signed; CheckFailed where the run
    that names and addresses come from was altered."""
    journal = journal_of(store.home)
    with (
        held_register(store.home, "lists") as register,
        psycopg.connect(register.url, autocommit=True) as connection,
        refusal_recorded(connection, journal, by=system_actor(operator()), at=now()),
    ):
        require_files_as_signed(connection.cursor(), journal, kept)
    require_unaltered(store, kept.frozen.run_id)
