"""What a run's releases made of sent corrections, noted in their cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from desil.accounts.permissions import Permission
from desil.audit.journal import Journal
from desil.cases.actions.moving import case_key, moving
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseChange, CaseEvent
from desil.cases.territory_scope import seeing_city
from desil.cases.workflow.events import Move, Officer
from desil.dictionary.results import CORRECTIONS, CorrectionOutcome
from desil.errors import NotFound, Refused

Row = Mapping[str, Any]
_UNHEARD = frozenset({CorrectionOutcome.IGNORED, CorrectionOutcome.GONE})


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found: changes by outcome, cases that a release settled or ignored, and the
    changes that were ignored (case number, fact, release)."""

    changes: Mapping[str, int]
    effective: int
    contradicted: int
    ignored: int
    ignored_changes: Sequence[tuple[str, str, date]]


def corrections_of(run_folder: Path) -> list[dict[str, Any]]:
    """The rows of a run's table of corrections; NotFound for a run that has none."""
    path = run_folder / CORRECTIONS.file_name
    if not path.is_file():
        raise NotFound(f"Run {run_folder.name} tidak memuat koreksi.", hint="Susun lagi: desil run")
    rows: list[dict[str, Any]] = pq.read_table(path, schema=CORRECTIONS.schema).to_pylist()
    return rows


def _note_changes(case: Case, rows: Sequence[Row]) -> None:
    for row in rows:
        CaseChange.objects.filter(
            case=case, fact_table=row["fact_table"], subject=row["subject"], fact=row["fact"],
            is_current=True,
        ).update(outcome=row["outcome"], outcome_release=row["release_date"],
                 outcome_value=row["stated_value"])  # fmt: skip


def _move_for(case: Case, rows: Sequence[Row]) -> tuple[Move, dict[str, object]] | None:
    """What a case's corrections add up to; None where nothing is new."""
    found = {CorrectionOutcome(row["outcome"]) for row in rows}
    dates = [row["release_date"] for row in rows if row["release_date"]]
    if CorrectionOutcome.AWAITING in found:
        return None
    release = max(dates).isoformat() if dates else ""
    counts = Counter(row["outcome"] for row in rows)
    details: dict[str, object] = {"release": release, **dict(sorted(counts.items()))}
    if CorrectionOutcome.GONE in found:
        own = [row for row in rows if row["subject"] == case.family_number]
        gone = sum(row["outcome"] == CorrectionOutcome.GONE.value for row in own)
        details["family_gone"] = gone
    if found & _UNHEARD:
        last = (
            CaseEvent.objects.filter(case=case, move=Move.IGNORE.value).order_by("-place").first()
        )
        is_known = last is not None and last.details.get("release") == release
        return None if is_known else (Move.IGNORE, details)
    if CorrectionOutcome.CONTRADICTED in found:
        return Move.CONTRADICT, details
    return Move.ADVANCE, {**details, "outcome": "effective"}


def note_releases(run_folder: Path, *, by: Officer, at: datetime, journal: Journal) -> Compared:
    """Compare every sent case with the releases of a run: taken over (the case ends, effective),
    contradicted (it ends), ignored (it goes on waiting, and is in the list). Again with the same
    run nothing is noted twice. Refused for whoever does not send, NotFound for a run without the
    table."""
    if not by.may(Permission.CASE_SEND):
        raise Refused("Membandingkan koreksi bukan wewenang Anda.", hint="Petugas data Dinsos.")
    rows = corrections_of(run_folder)
    by_case: dict[int, list[Row]] = {}
    for row in rows:
        by_case.setdefault(case_key(row["case_number"]), []).append(row)
    moved: Counter[Move] = Counter()
    with seeing_city():
        waiting = Case.objects.filter(pk__in=by_case, step=Step.EFFECTIVE.value).order_by("pk")
        for case in list(waiting):
            own = [row for row in by_case[case.pk] if row["case_number"] == case.number]
            _note_changes(case, own)
            move = _move_for(case, own) if own else None
            if move is None:
                continue
            with moving(case.number, move[0], by=by, at=at, journal=journal, details=move[1]):
                moved[move[0]] += 1
    ignored = [
        (row["case_number"], row["fact"], row["release_date"])
        for row in rows
        if row["outcome"] == CorrectionOutcome.IGNORED.value
    ]
    counts = Counter(row["outcome"] for row in rows)
    return Compared(
        dict(sorted(counts.items())),
        moved[Move.ADVANCE],
        moved[Move.CONTRADICT],
        moved[Move.IGNORE],
        ignored,
    )
