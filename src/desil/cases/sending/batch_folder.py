"""What a batch of sent cases leaves in the home: its files and its receipt, written whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from desil.cases.calendar.working_days import working_calendar
from desil.cases.models import CaseBatch
from desil.engine.durable import folder_made_whole

RECEIPT = "receipt.json"


def folder_name(batch: CaseBatch) -> str:
    """The folder of the home in which a batch's files lie, for whoever gives them to the ministry's
    system."""
    return f"sent/{working_calendar().day_of(batch.at).isoformat()}-{batch.pk:06d}"


def write_batch(folder: Path, files: Mapping[str, bytes], facts: Mapping[str, object]) -> str:
    """Write the files and the receipt (their hashes, and `facts`); the receipt's own SHA-256.

    The folder appears whole; one that is there already is written anew.
    """
    told = {
        **facts,
        "files": {
            name: {"bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    if folder.is_dir():
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()
    with folder_made_whole(folder) as unfinished:
        for name, content in files.items():
            (unfinished / name).write_bytes(content)
        (unfinished / RECEIPT).write_text(text, encoding="utf-8")
    return sha256(text.encode()).hexdigest()
