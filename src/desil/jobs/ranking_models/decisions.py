"""Proposing and approving a ranking model in the office: two people, and the log before use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.engine.durable import write_text_whole
from desil.engine.private_files import make_private_folder
from desil.engine.store import Store
from desil.errors import UsageFault
from desil.jobs.asker import Asker
from desil.ranking.activation.model_store import approve, propose
from desil.ranking.formula.model import Model
from desil.ranking.formula.reading import MODEL_FILE
from desil.signatures.models import approval_event

MOST_FILES = 20
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}")


def propose_model(
    store: Store,
    files: Mapping[str, bytes],
    *,
    anchored: bool,
    by: Asker,
    at: datetime,
    journal: Journal,
) -> Model:
    """Keep a model of the files of its folder (by name), as proposed by somebody.

    UsageFault where they are no model; Conflict while something else writes to the home.
    """
    texts = _texts(files)
    with recorded(journal, "MODEL_PROPOSE", "model", by=by.actor, at=at) as record:
        spill = make_private_folder(store.home / "spill")
        with store.sole_writer(), TemporaryDirectory(dir=spill) as sent:
            for name, text in texts.items():
                write_text_whole(Path(sent) / name, text)
            model = propose(store.home, Path(sent), by=by.named, at=at, anchored=anchored)
        record.object_id = model.version
    return model


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    if MODEL_FILE not in files:
        raise UsageFault(
            "Tidak ada berkas {model_file}.",
            hint="Pilih semua berkas di folder yang ditulis desil ranking fit.",
            model_file=MODEL_FILE,
        )
    if len(files) > MOST_FILES:
        raise UsageFault(
            "Ada {files} berkas; paling banyak {most_files}.",
            files=len(files),
            most_files=MOST_FILES,
        )
    for name in files:
        if not _NAME.fullmatch(name):
            raise UsageFault("Nama berkas hanya huruf, angka, titik, garis.")
    try:
        return {name: raw.decode("utf-8") for name, raw in files.items()}
    except UnicodeDecodeError as fault:
        raise UsageFault("Ada berkas yang bukan teks UTF-8.") from fault


def approve_model(
    store: Store, version: str, *, by: Asker, at: datetime, journal: Journal
) -> Model:
    """Put a proposed version to use from the next run on; the log has its digest before.

    Refused for the person who proposed it; errors as `approve`.
    """

    def sign(digest: str) -> None:
        event = approval_event(version, digest, by=by.actor, named=by.name, at=at)
        with transaction.atomic(), connection.cursor() as cursor:
            journal.append(cursor, event)

    with store.sole_writer():
        return approve(store.home, version, by=by.named, at=at, sign=sign)
