"""Ranking models, held against the approvals in the log."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desil.audit.event import Event
from desil.audit.journal import Journal
from desil.audit.key_chain import key_chain
from desil.audit.signed import SignedDiffers, last_signing, signings
from desil.database.cursor import Cursor
from desil.engine.manifest import read_manifest
from desil.errors import Conflict, NotFound
from desil.ranking.activation.model_store import Step, decisions, model_digest

APPROVAL = "MODEL_APPROVE"


class ModelSignature(StrEnum):
    """How a model in use stands to its approval."""

    AS_SIGNED = "as_signed"
    NO_DIGEST = "no_digest"  # approved before approvals were in the log


def approval_event(version: str, digest: str, *, by: str, named: str, at: datetime) -> Event:
    """What the log says of an approval: by which account, in whose name, of which content."""
    payload = {"digest": digest, "by": named}
    return Event(at, by, APPROVAL, "model", version, payload=payload)


def _differs(version: str, says: str) -> SignedDiffers:
    return SignedDiffers(
        "Model {version} {difference}.", "model", version, version=version, difference=says
    )


def require_model_as_signed(
    cursor: Cursor, journal: Journal, home: Path, version: str
) -> ModelSignature:
    """How a model stands to its approval. SignedDiffers where its files are not what was approved,
    or where it was approved when the log kept approvals already and the log knows of none."""
    signed = last_signing(cursor, journal, [APPROVAL], version)
    if signed is None:
        approved = [d for d in decisions(home) if (d.version, d.step) == (version, Step.APPROVED)]
        chain = key_chain(cursor)
        since = datetime.fromisoformat(chain[0].at) if chain else None
        is_older = bool(approved) and (
            since is None or datetime.fromisoformat(approved[-1].at) < since
        )
        if not is_older:
            raise _differs(version, "dipakai, tetapi log tidak mencatat persetujuannya")
        return ModelSignature.NO_DIGEST
    try:
        found = model_digest(home, version)
    except (NotFound, Conflict):
        found = ""
    if found != signed.digest:
        raise _differs(version, "tidak sama dengan yang disetujui")
    return ModelSignature.AS_SIGNED


def require_run_model_as_signed(
    cursor: Cursor, journal: Journal, home: Path, run_folder: Path
) -> None:
    """SignedDiffers where a run ranks by a model that is not as it was approved."""
    version = read_manifest(run_folder).recipe.parameters.get("model", "")
    if version:
        require_model_as_signed(cursor, journal, home, version)


def versions_to_check(cursor: Cursor, journal: Journal, home: Path) -> list[str]:
    """Every version that somebody approved, by the log or by the home's own record."""
    kept = [d.version for d in decisions(home) if d.step is Step.APPROVED]
    logged = [s.object_id for s in signings(cursor, journal, [APPROVAL])]
    return sorted({*kept, *logged})
