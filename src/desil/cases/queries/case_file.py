"""Everything about one case, read in one go for one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.event import Purpose
from desil.audit.journal import Journal
from desil.cases.actions.changing import current_changes
from desil.cases.actions.history import event_of
from desil.cases.actions.moving import case_seen, record_refused_look
from desil.cases.calendar.working_days import working_calendar
from desil.cases.kinds.kind import Kind, kinds
from desil.cases.kinds.words import Media
from desil.cases.models import (
    Case,
    CaseApplicant,
    CaseChange,
    CaseEvent,
    CaseEvidence,
    CaseLink,
)
from desil.cases.workflow.clocks import Clock, clock_of, objection_until
from desil.cases.workflow.events import Move, Officer
from desil.cases.workflow.guards import missing_for_pass, moves_of
from desil.cases.workflow.state import CaseState, state_of
from desil.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as a page shows it.

    `applicant` is None where the applicant is protected from this reader; `moves` what this reader
    may do now; `missing` the documents (and "changes") that the step still waits for; `object_by`
    the last day to object to a refusal.
    """

    case: Case
    kind: Kind
    state: CaseState
    clock: Clock | None
    history: Sequence[CaseEvent]
    changes: Sequence[CaseChange]
    evidence: Sequence[CaseEvidence]
    links: Sequence[CaseLink]
    applicant: CaseApplicant | None
    moves: frozenset[Move]
    missing: tuple[str, ...]
    object_by: date | None


def file_of(case: Case, by: Officer) -> CaseFile:
    """The file of a case that was found already; opening it is recorded by whoever shows it."""
    kind = kinds()[case.kind]
    history = list(CaseEvent.objects.filter(case=case).order_by("place"))
    state = state_of(kind, map(event_of, history))
    links = CaseLink.objects.filter(case=case).select_related("other").order_by("pk")
    return CaseFile(
        case,
        kind,
        state,
        clock_of(kind, state, working_calendar()),
        history,
        current_changes(case),
        list(CaseEvidence.objects.filter(case=case).order_by("pk")),
        list(links),
        CaseApplicant.objects.filter(case=case).first(),
        moves_of(kind, state, by),
        missing_for_pass(kind, state),
        objection_until(state, working_calendar()),
    )


def open_case_file(number: str, *, by: Officer, at: datetime, journal: Journal) -> CaseFile:
    """The file of a case, and the record that it was opened (CASE_READ).

    NotFound for no such case in the territory, Refused for whoever reads no cases.
    """
    if not by.may(Permission.CASE_READ):
        raise Refused("Membuka pengaduan bukan wewenang Anda.", hint="Minta petugas pengaduan.")
    try:
        case = case_seen(number)
    except NotFound:
        record_refused_look("CASE_READ", number, by=by, at=at, journal=journal)
        raise
    with recorded(journal, "CASE_READ", "case", by=by.actor, at=at) as record:
        found = file_of(case, by)
        record.object_id, record.purpose = found.case.number, Purpose.CASE
        # whoever shows the file may show its photos in small
        record.payload["photos"] = sum(e.media == Media.PHOTO.value for e in found.evidence)
        if found.case.family_number:
            record.subjects = (journal.family(found.case.family_number),)
    return found
