"""Judgements on doubtful pairs: appended, never changed, obeyed by every later run.

One JSON object a line in `<home>/linkage/decisions.jsonl`. A later judgement on the same pair, or
"the same" for another person, stands in place of an earlier one; both stay in the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from desil.engine.database import Connection
from desil.engine.durable import append_line
from desil.engine.hashing import sha256_of_text
from desil.errors import UsageFault

_FILE = "decisions.jsonl"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who judged that a record is, or is not, a known person, when and why."""

    source: str
    record_id: str
    nik: str
    is_same: bool
    decided_by: str
    decided_at: str
    reason: str


def _file(home: Path) -> Path:
    return home / "linkage" / _FILE


def decision_of(told: object, *, by: str, at: datetime) -> Decision:
    """The decision that a JSON object tells; UsageFault for what cannot be one."""
    hint = (
        'Tulis: {"source": "dtks", "record_id": "...", "nik": "...", "is_same": true, '
        '"reason": "..."}'
    )
    if not isinstance(told, dict):
        raise UsageFault("Putusan bukan sebuah objek JSON.", hint=hint)
    texts = {name: told.get(name) for name in ("source", "record_id", "nik", "reason")}
    missing = [n for n, value in texts.items() if not isinstance(value, str) or not value.strip()]
    if missing or not isinstance(told.get("is_same"), bool):
        raise UsageFault(
            f"Putusan tidak lengkap: {', '.join(missing) or 'is_same'} kosong atau salah bentuk.",
            hint=hint,
        )
    nik = str(texts["nik"])
    if len(nik) != 16 or not (nik.isascii() and nik.isdigit()):
        raise UsageFault("NIK pada putusan bukan 16 angka.", hint=hint)
    return Decision(
        str(texts["source"]),
        str(texts["record_id"]),
        nik,
        told["is_same"],
        by,
        at.isoformat(),
        str(texts["reason"]),
    )


def record_decisions(home: Path, decisions: Sequence[Decision]) -> int:
    """Append decisions durably; how many. The caller holds the home's write lock."""
    lines = "\n".join(json.dumps(asdict(d), ensure_ascii=False) for d in decisions)
    if lines:
        append_line(_file(home), lines)
    return len(decisions)


def all_decisions(home: Path) -> list[Decision]:
    """Every decision ever recorded, oldest first; a line that was cut short is passed over."""
    path = _file(home)
    if not path.is_file():
        return []
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            found.append(Decision(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found


def standing_decisions(decisions: Sequence[Decision]) -> list[Decision]:
    """Those that hold now: the last for each pair, and one "the same" for each record."""
    last: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        key = (decision.source, decision.record_id, decision.nik)
        last.pop(key, None)
        last[key] = decision
    same: dict[tuple[str, str], Decision] = {}
    for decision in last.values():
        if decision.is_same:
            same[decision.source, decision.record_id] = decision
    return [d for d in last.values() if not d.is_same or same[d.source, d.record_id] is d]


def decisions_version(decisions: Sequence[Decision]) -> str:
    """12 hex digits over the decisions that hold; they are part of a run's recipe."""
    told = sorted(f"{d.source} {d.record_id} {d.nik} {d.is_same}" for d in decisions)
    return sha256_of_text("\n".join(told))[:12]


def load_decisions(database: Connection, decisions: Sequence[Decision]) -> None:
    """Make the table `decision` that linking obeys."""
    listed = pa.table(
        {
            "source": pa.array([d.source for d in decisions], pa.string()),
            "record_id": pa.array([d.record_id for d in decisions], pa.string()),
            "nik": pa.array([int(d.nik) for d in decisions], pa.int64()),
            "is_same": pa.array([d.is_same for d in decisions], pa.bool_()),
        }
    )
    database.register("decision_list", listed)
    database.execute("create or replace table decision as from decision_list")
    database.unregister("decision_list")
