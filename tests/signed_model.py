"""The approval of a home's model in the log of its register, as the command writes it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import psycopg

from desil.accounts.session import journal_of_office
from desil.ranking.activation.model_store import active_version, model_digest
from desil.signatures.models import approval_event


def record_approval(home: Path, url: str, at: datetime) -> None:
    """Add the event of the approval of the model in use."""
    version = active_version(home)
    event = approval_event(
        version, model_digest(home, version), by="system:uji", named="kepala", at=at
    )
    with psycopg.connect(url) as owner:
        journal_of_office().append(owner.cursor(), event)
