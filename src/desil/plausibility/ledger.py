"""Which deliveries count: those that nobody has withdrawn and that no check holds back.

A delivery's folder never changes. What people decide about it is appended to
`<home>/deliveries.jsonl`, one JSON object a line, and is never changed. The caller of a writing
function holds the home's write lock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desil.engine.durable import append_line, finished_files
from desil.engine.store import Store

CHECK_FILE = "check.json"
_FILE = "deliveries.jsonl"


class Act(StrEnum):
    """What a person did about a delivery."""

    RELEASE = "release"  # wrote why a delivery that a check holds back may count
    WITHDRAW = "withdraw"  # took it out of every later run
    RESTORE = "restore"  # let a withdrawn delivery count again, for example by handing it in again
    PROPOSE_WITHDRAWAL = "propose_withdrawal"  # asked a second person to take it out
    KEEP = "keep"  # refused such a proposal, or took it back


class Standing(StrEnum):
    """Whether runs use a delivery."""

    COUNTS = "counts"
    HELD = "held"  # a check found deviations, and nobody has written why
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: by whom (as the log names them, and their name), when (ISO 8601) and why."""

    delivery: str
    act: Act
    by: str
    by_name: str
    at: str
    because: str


@dataclass(frozen=True, slots=True)
class History:
    """What people decided about one delivery, oldest first, and where that leaves it."""

    standing: Standing
    entries: tuple[Entry, ...]

    @property
    def proposal(self) -> Entry | None:
        """The proposal to withdraw that waits for a second person."""
        last = self.entries[-1] if self.entries else None
        return last if last and last.act is Act.PROPOSE_WITHDRAWAL else None

    @property
    def restored_at(self) -> str | None:
        """When the delivery was last restored (ISO 8601); None when never."""
        again = [e.at for e in self.entries if e.act is Act.RESTORE]
        return again[-1] if again else None


def entry_of(
    delivery: str, act: Act, *, by: str, by_name: str, at: datetime, because: str
) -> Entry:
    """An entry as of now."""
    return Entry(delivery, act, by, by_name, at.isoformat(), because)


def append_entry(store: Store, entry: Entry) -> None:
    """Append an entry durably."""
    append_line(store.home / _FILE, json.dumps(asdict(entry), ensure_ascii=False))


def _entry_in(line: str) -> Entry | None:
    try:
        said = json.loads(line)
        return Entry(**(said | {"act": Act(said["act"])}))
    except (ValueError, TypeError, KeyError):  # a line that a crash cut short says nothing
        return None


def ledger_entries(store: Store) -> dict[str, tuple[Entry, ...]]:
    """Every entry by delivery, oldest first."""
    path = store.home / _FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found: dict[str, list[Entry]] = {}
    for entry in (e for line in lines if (e := _entry_in(line))):
        found.setdefault(entry.delivery, []).append(entry)
    return {delivery: tuple(entries) for delivery, entries in found.items()}


def _standing(is_held: bool, entries: Iterable[Entry]) -> Standing:
    standing = Standing.HELD if is_held else Standing.COUNTS
    for entry in entries:
        if entry.act is Act.WITHDRAW:
            standing = Standing.WITHDRAWN
        elif entry.act is Act.RELEASE:
            standing = Standing.COUNTS
        elif entry.act is Act.RESTORE:
            standing = Standing.HELD if is_held else Standing.COUNTS
    return standing


def is_held_by_check(folder: Path) -> bool:
    """Whether the check that a delivery's folder holds found deviations."""
    path = folder / CHECK_FILE
    if not path.is_file():  # taken in before deliveries were checked
        return False
    checked: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return bool(checked["deviations"])


def history_of(entries: Mapping[str, tuple[Entry, ...]], delivery_id: str, folder: Path) -> History:
    """What was decided about the delivery in `folder`, and where that leaves it."""
    own = entries.get(delivery_id, ())
    return History(_standing(is_held_by_check(folder), own), own)


def histories(store: Store) -> list[History]:
    """What was decided about each delivery of a home, in the order of their folders."""
    entries = ledger_entries(store)
    described = sorted(finished_files(store.deliveries, "*/*/delivery.json"))
    return [
        history_of(entries, json.loads(path.read_text(encoding="utf-8"))["id"], path.parent)
        for path in described
    ]
