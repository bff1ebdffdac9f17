"""Publications, held against the runs that were published and what the log says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from psycopg import sql

from desil.audit.journal import Journal
from desil.audit.signed import SignedDiffers, last_signing, signings
from desil.database.cursor import Cursor, Rows
from desil.dictionary.results import AREA_RECAPS, FAMILIES, FAMILY_DECILES, LOADED, PERSONS
from desil.engine.database import Connection, open_database
from desil.engine.manifest import MANIFEST, altered_tables, read_manifest
from desil.engine.store import Store
from desil.publication.tables.schema import read_from
from desil.register.names import AREA_RECAP_COLUMNS, PublicationState
from desil.register.statements import statement
from desil.signatures.rows import Part, RowDifference, differing_rows

PUBLISHING = ("PUBLICATION_PUBLISH", "PUBLICATION_ROLL_BACK")
_EXPORTED = (FAMILIES, FAMILY_DECILES, PERSONS)  # what files with names are made of
_MEMORY, _THREADS = "500MB", 2
NO_DIGEST = "no_digest"  # published before the log kept one


def _differs(says: str, publication_id: int) -> SignedDiffers:
    number = str(publication_id)
    return SignedDiffers(
        "Penerbitan {number}: {difference}.", "publication", number, number=number, difference=says
    )


def signed_folder(
    cursor: Cursor, journal: Journal, publication_id: int, folder: Path
) -> Path | None:
    """The folder of the run that a publication was made of, its files as they were published; None
    where the log kept no digest of it yet. SignedDiffers where they are not, or not here."""
    signed = last_signing(cursor, journal, PUBLISHING, str(publication_id))
    if signed is None or not signed.payload.get("result_hash"):
        return None
    if not (folder / MANIFEST).is_file():
        raise _differs(f"berkas run {folder.name} tidak ada untuk dicocokkan", publication_id)
    altered = altered_tables(folder)
    if altered:
        raise _differs(f"berkas run {folder.name} berubah ({', '.join(altered)})", publication_id)
    if read_manifest(folder).result_hash != signed.payload["result_hash"]:
        raise _differs(f"run {folder.name} bukan yang diterbitkan", publication_id)
    return folder


def require_rows_as_published(connection: Rows, journal: Journal, store: Store, part: Part) -> None:
    """SignedDiffers where families or people of the current publication are not those that were
    published; `part` says which are compared. Publications from before digests pass."""
    row = connection.execute(statement("current_publication")).fetchone()
    if row is None:
        return
    publication_id, run_id = int(row[0]), str(row[1])
    folder = signed_folder(connection.cursor(), journal, publication_id, store.runs / run_id)
    if folder is None:
        return
    settings = store.engine_settings(memory_limit=_MEMORY, threads=_THREADS)
    with open_database(settings) as database:
        for table in _EXPORTED:
            found = differing_rows(connection, database, table, publication_id, folder, part)
            if found.total:
                raise _differs(
                    f"{found.total} baris tabel {table.name} bukan yang diterbitkan",
                    publication_id,
                )


def _recap_difference(connection: Rows, publication_id: int) -> RowDifference:
    """The counts by area that are not those of the publication's own rows."""
    with connection.transaction():
        read_from(connection, publication_id)
        releases = connection.execute(
            "select release_date from public.release where publication_id = %s", [publication_id]
        ).fetchall()
        counted = {
            row
            for (release,) in releases
            for row in connection.execute(statement("recap"), {"release_date": release}).fetchall()
        }
        names = sql.SQL(", ").join(map(sql.Identifier, AREA_RECAP_COLUMNS))
        kept = set(
            connection.execute(sql.SQL("select {} from area_recap").format(names)).fetchall()
        )
    places = [AREA_RECAP_COLUMNS.index(name) for name in ("release_date", "area_code")]
    gone = {tuple(str(row[p]) for p in places) for row in counted - kept}
    extra = {tuple(str(row[p]) for p in places) for row in kept - counted}
    some = tuple(" ".join(key) for key in sorted(gone | extra)[:5])
    return RowDifference(
        AREA_RECAPS.name, len(gone - extra), len(extra - gone), len(gone & extra), some
    )


def _retained(connection: Rows) -> Sequence[tuple[Any, ...]]:
    return connection.execute(
        "select id, run_id, is_current from public.publication where state = %s"
        " order by is_current desc, id desc",
        [PublicationState.PUBLISHED.value],
    ).fetchall()


def _tables(
    connection: Rows, database: Connection, publication_id: int, folder: Path
) -> Iterator[RowDifference]:
    for table in LOADED:
        yield differing_rows(connection, database, table, publication_id, folder, Part())
    yield _recap_difference(connection, publication_id)


def publication_findings(
    connection: Rows, journal: Journal, store: Store
) -> Iterator[tuple[int, str, RowDifference | None]]:
    """What is wrong with each publication that is kept: its number, in words, and the rows where
    rows differ. A publication from before digests gives the word `no_digest`."""
    settings = store.engine_settings(memory_limit=_MEMORY, threads=_THREADS)
    newest = signings(connection.cursor(), journal, PUBLISHING)
    for publication_id, run_id, is_current in _retained(connection):
        if is_current and newest and newest[-1].object_id != str(publication_id):
            yield (
                publication_id,
                "berlaku, tetapi bukan yang terakhir diterbitkan menurut log",
                None,
            )
        try:
            folder = signed_folder(
                connection.cursor(), journal, publication_id, store.runs / str(run_id)
            )
        except SignedDiffers as fault:
            yield publication_id, fault.message, None
            continue
        if folder is None:
            yield publication_id, NO_DIGEST, None
            continue
        with open_database(settings) as database:
            for found in _tables(connection, database, publication_id, folder):
                if found.total:
                    yield publication_id, "", found
