"""The files of a list in the home folder, held against what was signed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desil.audit.journal import Journal
from desil.audit.signed import SignedDiffers, last_signing
from desil.database.cursor import Cursor
from desil.eligibility.lists.frozen import StoredList, list_called
from desil.engine.manifest import altered_tables
from desil.signatures.lists import SIGNING, require_list_as_signed


def words_of(kept: StoredList) -> dict[str, Any]:
    """The words of a list as the register keeps them."""
    return {
        "verdicts": [asdict(v) for v in kept.frozen.verdicts],
        "components": {k: dict(v) for k, v in kept.frozen.components.items()},
    }


def _registered(cursor: Cursor, list_id: str) -> tuple[str, Any] | None:
    cursor.execute(
        "select result_hash, words::text from public.work_programme_list where list_id = %s",
        [list_id],
    )
    rows = cursor.fetchall()
    return (str(rows[0][0]), json.loads(rows[0][1])) if rows else None


def require_files_as_signed(cursor: Cursor, journal: Journal, kept: StoredList) -> None:
    """SignedDiffers where the files of a list are not what its manifest says, or not what the
    register has and somebody signed. A list that was never loaded has its manifest only."""
    list_id = kept.frozen.list_id
    altered = altered_tables(kept.folder)
    registered = _registered(cursor, list_id)
    if not altered and registered is None:
        return
    if not altered and registered is not None:
        require_list_as_signed(cursor, journal, list_id)
        signed = last_signing(cursor, journal, [SIGNING], list_id)
        hashes = {kept.result_hash, registered[0]}
        if signed is not None and signed.payload.get("result_hash"):
            hashes.add(str(signed.payload["result_hash"]))
        if len(hashes) == 1 and registered[1] == words_of(kept):
            return
    raise SignedDiffers(
        "Berkas daftar {list_id} tidak sama dengan yang dibuat dan ditandatangani.",
        "programme_list", list_id, list_id=list_id)  # fmt: skip


def signed_list(cursor: Cursor, journal: Journal, home: Path, list_id: str) -> StoredList:
    """The files of a list, after they were held against what was signed; NotFound where they are
    not here, SignedDiffers as `require_files_as_signed`."""
    kept = list_called(home, list_id)
    require_files_as_signed(cursor, journal, kept)
    return kept
