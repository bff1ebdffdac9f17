"""The frame of every move of a case: lock, fold, guard, one event, the row that follows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desil.accounts.actions.recorded import recorded
from desil.audit.event import Outcome, Purpose
from desil.audit.journal import Journal
from desil.cases.actions.history import add_event, events_of, keep_state, save_state
from desil.cases.calendar.working_days import working_calendar
from desil.cases.kinds.kind import Kind, kinds
from desil.cases.models import Case
from desil.cases.territory_scope import seeing_city
from desil.cases.workflow.events import CaseEvent, Move, Officer
from desil.cases.workflow.guards import require_move
from desil.cases.workflow.letter_claims import require_true_reason, require_words
from desil.cases.workflow.state import CaseState, state_after, state_of
from desil.errors import Conflict, NotFound, UsageFault, catalogued

LONGEST_NOTE = 2_000


@dataclass(slots=True)
class Moving:
    """A move under way; its body may fill in `details` and say more in the log's `payload`."""

    case: Case
    kind: Kind
    before: CaseState
    details: dict[str, object]
    payload: dict[str, object] = field(default_factory=dict)


def case_key(number: str) -> int:
    """The key of a case by its public number; NotFound for a text that is none."""
    year, _, serial = number.strip().partition("-")
    if not (year.isdigit() and serial.isdigit() and serial.isascii() and len(serial) <= 18):
        raise NotFound("Nomor pengaduan itu tidak ada.", hint="Bentuknya 2026-000017.")
    return int(serial)


def case_seen(number: str, *, lock: bool = False) -> Case:
    """The case of that number; NotFound when there is none or none in the territory. With `lock`
    it is held to the end of the transaction."""
    rows = Case.objects.select_for_update() if lock else Case.objects.all()
    case = rows.filter(pk=case_key(number)).first()
    if case is None or not case.is_numbered(number.strip()):
        raise NotFound(
            "Pengaduan itu tidak ada, atau di luar wilayah tugas Anda.", hint="Periksa nomornya."
        )
    return case


def locked_case(number: str) -> Case:
    """The case of that number, held to the end of the transaction; NotFound as `case_seen`."""
    return case_seen(number, lock=True)


def family_of_page(named: Mapping[str, Any]) -> str:
    """The family card number of the case whose page was asked for, by the `number` in the page's
    address; empty for no case and for a case about no family. For the record of a refused look."""
    try:
        with seeing_city():
            return case_seen(str(named["number"])).family_number or ""
    except NotFound:
        return ""


def record_refused_look(
    verb: str, number: str, *, by: Officer, at: datetime, journal: Journal
) -> None:
    """Record that an officer asked for a case that is outside the territory and got nothing; the
    family that the case is about is named. Nothing for a number that no case has."""
    try:
        with seeing_city():
            case = case_seen(number)
    except NotFound:
        return
    with recorded(journal, verb, "case", by=by.actor, at=at) as record:
        record.object_id, record.purpose, record.outcome = (
            case.number,
            Purpose.CASE,
            Outcome.REFUSED,
        )
        if case.family_number:
            record.subjects = (journal.family(case.family_number),)


@contextlib.contextmanager
def moving(
    number: str,
    move: Move,
    *,
    by: Officer,
    at: datetime,
    journal: Journal,
    reason: str = "",
    note: str = "",
    details: Mapping[str, object] | None = None,
    seen: int | None = None,
) -> Iterator[Moving]:
    """One move of one case, in one transaction with its event of the log.

    `seen` is how many events the page showed that the move was chosen on; Conflict where more have
    happened since, or where the case shows that the reason is not so; UsageFault where a letter or
    the history needs words. Further errors as `require_move`.
    """
    if len(note) > LONGEST_NOTE:
        raise UsageFault(f"Catatan {len(note)} huruf.", hint=f"Paling banyak {LONGEST_NOTE}.")
    with recorded(journal, f"CASE_{move.name}", "case", by=by.actor, at=at) as record:
        case = locked_case(number)
        record.object_id, record.purpose = case.number, Purpose.CASE
        if seen is not None and seen != case.events:
            raise Conflict(
                catalogued("Pengaduan ini sudah berubah sejak halaman ini dibuka."),
                hint=catalogued("Lihat riwayatnya. Isian Anda masih ada: kirim lagi bila tetap."),
            )
        kind = kinds()[case.kind]
        events = events_of(case)
        state = state_of(kind, events)
        under_way = Moving(case, kind, state, dict(details or {}))
        yield under_way
        event = CaseEvent(move, at, by.actor, state.step, reason, under_way.details)
        require_move(kind, state, event, by, working_calendar())
        require_true_reason(kind, state, event, working_calendar())
        require_words(kind, event, by, note)
        after = state_after(kind, state, event)
        add_event(case, event, place=len(events) + 1, by=by, note=note)
        keep_state(case, after, len(events) + 1, working_calendar())
        save_state(case)
        record.payload.update(step=event.step.value if event.step else "", **under_way.payload)
        if reason:
            record.payload["reason"] = reason
        if case.family_number:
            record.subjects = (journal.family(case.family_number),)
