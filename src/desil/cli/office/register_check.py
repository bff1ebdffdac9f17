"""The register in PostgreSQL, held against what was signed: publications, lists, models, cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desil.audit.journal import Journal
from desil.audit.signed import SignedDiffers, last_signing
from desil.cli.office.room import case_part
from desil.database.cursor import Rows
from desil.eligibility.lists.frozen import list_called
from desil.engine.store import Store
from desil.errors import NotFound
from desil.signatures.list_files import require_files_as_signed
from desil.signatures.lists import (
    SIGNING,
    ListSignature,
    digest_of_parts,
    list_parts,
    require_list_as_signed,
)
from desil.signatures.models import ModelSignature, require_model_as_signed, versions_to_check
from desil.signatures.publications import NO_DIGEST, publication_findings
from desil.signatures.rows import RowDifference

_OLDER = "ditandatangani sebelum log menyimpan sidiknya; perubahan tidak dapat ditunjukkan"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was held against its signature, and what is wrong with it. `is_fault` is not
    set where nothing can be shown, since it was signed before the log kept digests."""

    kind: str
    name: str
    says: str
    is_fault: bool = True
    rows: RowDifference | None = None

    def as_facts(self) -> dict[str, object]:
        """The same as plain values; identifiers are masked."""
        facts: dict[str, object] = {
            "kind": self.kind, "name": self.name, "says": self.says, "fault": self.is_fault,
        }  # fmt: skip
        if self.rows:
            told = self.rows
            facts |= {"table": told.table, "removed": told.removed, "added": told.added,
                      "changed": told.changed, "some": list(told.some)}  # fmt: skip
        return facts


def _rows_in_words(rows: RowDifference) -> str:
    counts = [(rows.removed, "hilang"), (rows.added, "ditambah"), (rows.changed, "diubah")]
    told = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f"tabel {rows.table}: {told} ({'; '.join(rows.some)})"


def _publications(connection: Rows, journal: Journal, store: Store) -> Iterator[Said]:
    for number, says, rows in publication_findings(connection, journal, store):
        if says == NO_DIGEST:
            yield Said("publication", str(number), _OLDER, is_fault=False)
        else:
            yield Said("publication", str(number), says or _rows_in_words(rows), rows=rows)  # type: ignore[arg-type]


def _altered_parts(connection: Rows, journal: Journal, list_id: str) -> str:
    """Which parts of a list differ, where its signature can be read."""
    cursor = connection.cursor()
    try:
        signed = last_signing(cursor, journal, [SIGNING], list_id)
    except SignedDiffers:
        return ""
    told = dict(signed.payload.get("parts", {})) if signed else {}
    found = list_parts(cursor, list_id)
    if not told or digest_of_parts(told) == digest_of_parts(found):
        return ""
    names = sorted(n for n in told.keys() | found.keys() if told.get(n) != found.get(n))
    return " Bagian: " + ", ".join(names[:12]) + "."


def _lists(connection: Rows, journal: Journal, store: Store) -> Iterator[Said]:
    rows = connection.execute(
        "select list_id from public.work_programme_list order by programme, period, list_id"
    ).fetchall()
    for (list_id,) in rows:
        cursor = connection.cursor()
        try:
            if require_list_as_signed(cursor, journal, list_id) is ListSignature.NO_DIGEST:
                yield Said("list", list_id, _OLDER, is_fault=False)
            require_files_as_signed(cursor, journal, list_called(store.home, list_id))
        except SignedDiffers as fault:
            parts = _altered_parts(connection, journal, list_id)
            yield Said("list", list_id, fault.message + parts)
        except NotFound:
            yield Said("list", list_id, "berkasnya tidak ada di mesin ini", is_fault=False)


def _models(connection: Rows, journal: Journal, store: Store) -> Iterator[Said]:
    cursor = connection.cursor()
    for version in versions_to_check(cursor, journal, store.home):
        try:
            found = require_model_as_signed(cursor, journal, store.home, version)
        except SignedDiffers as fault:
            yield Said("model", version, fault.message)
        else:
            if found is ModelSignature.NO_DIGEST:
                yield Said("model", version, _OLDER, is_fault=False)


def _cases(journal: Journal, store: Store) -> Iterator[Said]:
    for kind, says in case_part("queries.signed_register.case_faults")(store.home, journal):
        yield Said(kind, "", says)


def register_findings(connection: Rows, journal: Journal, store: Store) -> list[Said]:
    """Everything in the register that is not what was signed, and what cannot be shown to be."""
    parts: tuple[Iterator[Said], ...] = (
        _publications(connection, journal, store),
        _lists(connection, journal, store),
        _models(connection, journal, store),
        _cases(journal, store),
    )
    found: list[Said] = []
    for part in parts:
        try:
            found += part
        except SignedDiffers as fault:  # an event of the log itself was altered
            found.append(Said("log", fault.object_id, fault.message))
    return found
