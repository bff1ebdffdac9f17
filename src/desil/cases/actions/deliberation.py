"""What a village deliberation decided, done for all its cases: checked whole, then one by one.

Nothing is done while anything is wrong. Sent again, what was done before stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial

from django.db import transaction

from desil.audit.journal import Journal
from desil.cases.actions.entering import Applicant, Entry, check_entry, enter_case
from desil.cases.actions.evidence import KeptEvidence, attach_evidence
from desil.cases.actions.moving import case_seen
from desil.cases.actions.steps import advance, refuse
from desil.cases.bulk.reading import CellFault, Decided, NewCase, ReadSheet
from desil.cases.bulk.sheet import FAMILY_NUMBER, NUMBER
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseEvent, CaseEvidence
from desil.cases.open_cases import open_about
from desil.cases.workflow.events import Move, Officer
from desil.engine.hashing import canonical_json, sha256_of_text
from desil.errors import Conflict, DesilError

_MOST_NAMED = 5


class Dealt(StrEnum):
    """What came of a row."""

    ENTERED = "entered"
    AGREED = "agreed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Deliberation:
    """When it was held, how many attended, and its papers (minutes, list of attendance), kept."""

    held_on: date
    attended: int
    papers: Sequence[KeptEvidence]

    @property
    def details(self) -> dict[str, object]:
        """As the step of a case writes it down."""
        return {"held_on": self.held_on.isoformat(), "attended": self.attended}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row that was done: its case, and the ticket for the applicant of a case just opened."""

    row: int
    dealt: Dealt
    number: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts at which door, when, and the log."""

    door: str
    by: Officer
    at: datetime
    journal: Journal


def _entry(row: NewCase, held: Deliberation, door: str) -> Entry:
    """The case of a row; its key follows from what the row says, so that the same row of the same
    deliberation is the same case. What was agreed on is not deliberated again."""
    said = canonical_json(
        {
            "held_on": held.held_on.isoformat(),
            "row": [row.kind.name, row.family_number, row.name, row.birth_date.isoformat(),
                    row.phone, row.told, [[c.fact, c.new_value] for c in row.changes]],
        }
    )  # fmt: skip
    return Entry(
        row.kind.name,
        door,
        f"musyawarah-{sha256_of_text(said)[:40]}",
        Applicant(row.name, None, row.birth_date, row.phone),
        family_number=row.family_number,
        told=row.told,
        changes=row.changes,
        deliberated=held.details if row.is_agreed else {},
    )


def _add_papers(case: Case, held: Deliberation, hand: Hand) -> None:
    for paper in held.papers:
        there = CaseEvidence.objects.filter(
            case=case, document=paper.document, sha256=paper.digest
        ).exists()
        if not there:
            attach_evidence(case.number, paper, by=hand.by, at=hand.at, journal=hand.journal)


def _is_done(case: Case, row: Decided, held: Deliberation) -> bool:
    """Whether this very decision was written down before."""
    move = Move.ADVANCE if row.is_agreed else Move.REFUSE
    done = (
        CaseEvent.objects.filter(case=case, step=Step.DELIBERATE.value, move=move.value)
        .order_by("place")
        .last()
    )
    if done is None:
        return False
    return done.details.get("held_on") == held.details["held_on"] or not row.is_agreed


def _decide(row: Decided, held: Deliberation, hand: Hand) -> Dealt:
    case = case_seen(row.number)
    if _is_done(case, row, held):
        return Dealt.AGREED if row.is_agreed else Dealt.REFUSED
    if case.step != Step.DELIBERATE.value:
        raise Conflict("Permohonan ini tidak menunggu musyawarah.", hint="Buka permohonannya.")
    _add_papers(case, held, hand)
    if row.is_agreed:
        advance(row.number, details=held.details, by=hand.by, at=hand.at, journal=hand.journal)
        return Dealt.AGREED
    _refuse(row.number, row.reason, held, hand)
    return Dealt.REFUSED


def _refuse(number: str, reason: str, held: Deliberation, hand: Hand) -> None:
    refuse(
        number,
        reason=reason,
        details=held.details,
        by=hand.by,
        at=hand.at,
        journal=hand.journal,
    )


def _open(row: NewCase, held: Deliberation, hand: Hand, random: bytes) -> Outcome:
    """Open the case of a row with its papers; refuse it where the deliberation did not agree."""
    with transaction.atomic():
        entered = enter_case(
            entry=_entry(row, held, hand.door), randomness=random, by=hand.by, at=hand.at,
            journal=hand.journal,
        )  # fmt: skip
        case = entered.case
        if entered.is_new or case.step == Step.COMPLETE.value:
            _add_papers(case, held, hand)
        if not row.is_agreed and entered.is_new:
            _refuse(case.number, row.reason, held, hand)
    dealt = Dealt.ENTERED if row.is_agreed else Dealt.REFUSED
    return Outcome(row.row, dealt, case.number, case.ticket)


def _fault_of_new(row: NewCase, held: Deliberation, hand: Hand) -> CellFault | None:
    """What opening a row would run into, or the open case that is there already."""
    entry = _entry(row, held, hand.door)
    fault = _fault(row.row, FAMILY_NUMBER, partial(check_entry, entry, by=hand.by, at=hand.at))
    if fault is not None:
        return fault
    there = open_about([row.family_number], without_key=entry.client_key)
    if there:
        listed = ", ".join(case.number for case in there[:_MOST_NAMED])
        return CellFault(
            row.row,
            FAMILY_NUMBER,
            f"Sudah ada permohonan terbuka tentang keluarga ini: {listed}. Tulis nomornya di kolom "
            f"{NUMBER}, atau catat lewat halaman Catat permohonan.",
        )
    return None


def _fault(row: int, column: str, tried: Callable[[], object]) -> CellFault | None:
    """What `tried` would run into; whatever it writes is taken back."""
    try:
        with transaction.atomic():
            tried()
            transaction.set_rollback(True)
    except DesilError as fault:
        return CellFault(row, column, f"{fault.message} {fault.hint}".strip())
    return None


def check_deliberation(sheet: ReadSheet, held: Deliberation, hand: Hand) -> list[CellFault]:
    """Everything that is wrong with the rows of a sheet; nothing is done."""
    faults = [*sheet.faults]
    numbers = [row.number for row in sheet.decided]
    for row in sheet.decided:
        if numbers.count(row.number) > 1:
            faults.append(CellFault(row.row, NUMBER, "Permohonan ini ada di dua baris."))
    tried = [_fault(row.row, NUMBER, partial(_decide, row, held, hand)) for row in sheet.decided]
    tried += [_fault_of_new(new, held, hand) for new in sheet.opened]
    faults += [fault for fault in tried if fault is not None]
    return sorted(faults, key=lambda fault: (fault.row, fault.column))


def carry_out(
    sheet: ReadSheet, held: Deliberation, hand: Hand, randomness: Sequence[bytes]
) -> list[Outcome]:
    """Do what the rows say, each in a transaction of its own; `randomness` are
    `ticket.RANDOM_BYTES` fresh random bytes for each case to open. Conflict where something is
    wrong now (`check_deliberation` tells what)."""
    if check_deliberation(sheet, held, hand):
        raise Conflict("Ada baris yang salah.", hint="Perbaiki semuanya, lalu kirim lagi.")
    found = [Outcome(row.row, _decide(row, held, hand), row.number, "") for row in sheet.decided]
    found += [
        _open(row, held, hand, random) for row, random in zip(sheet.opened, randomness, strict=True)
    ]
    return sorted(found, key=lambda outcome: outcome.row)
