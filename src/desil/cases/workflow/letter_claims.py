"""What a letter needs: words where a code says too little, and a reason that is so."""

from __future__ import annotations

from desil.cases.calendar.working_days import WorkingCalendar
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Claim, Step, documents, reasons
from desil.cases.workflow.clocks import clock_of
from desil.cases.workflow.events import CaseEvent, Move, Officer
from desil.cases.workflow.guards import missing_for_pass
from desil.cases.workflow.state import CaseState
from desil.errors import Conflict, UsageFault

_SAYS_WHY = frozenset({Move.OBJECT, Move.REOPEN, Move.HAND_OVER})
_FAULTS = {
    Claim.PAPERS_MISSING: "semua berkas wajib sudah ada",
    Claim.LATE: "batas waktunya belum lewat",
    Claim.NO_CHANGES: "perubahannya sudah diajukan",
}


def _lacks_words(kind: Kind, event: CaseEvent, officer: Officer, note: str) -> str:
    """What is missing; empty where nothing is."""
    if event.move is Move.ADVANCE and event.step is Step.ANSWER and not note:
        return "Jawaban untuk pemohon kosong."
    if event.move is Move.RETURN:
        says = event.details.get("documents") or (note and not kind.tells_specific)
        if not says and (kind.documents or not kind.tells_specific):
            return "Surat harus menyebut apa yang kurang."
    is_withdrawn_for = event.move is Move.WITHDRAW and not officer.is_applicant
    if (event.move in _SAYS_WHY or is_withdrawn_for) and not note:
        return "Alasannya kosong."
    return ""


def require_words(kind: Kind, event: CaseEvent, officer: Officer, note: str) -> None:
    """Nothing where a move says all that its letter or its history has to; else UsageFault."""
    if fault := _lacks_words(kind, event, officer, note.strip()):
        raise UsageFault(fault, hint="Tulis dengan kata-kata, atau sebut berkasnya.")


def is_so(
    claim: Claim | None, kind: Kind, state: CaseState, event: CaseEvent, calendar: WorkingCalendar
) -> bool:
    """Whether what a reason claims is what the case shows. Papers that a return names are missing:
    they have to come again."""
    lacking = missing_for_pass(kind, state)
    if claim is Claim.PAPERS_MISSING:
        return bool(set(lacking) - {"changes"} or event.details.get("documents"))
    if claim is Claim.NO_CHANGES:
        return not state.changes
    if claim is Claim.LATE:
        clock = clock_of(kind, state, calendar)
        return clock is not None and calendar.day_of(event.at) > clock.due_on
    return True


def require_true_reason(
    kind: Kind, state: CaseState, event: CaseEvent, calendar: WorkingCalendar
) -> None:
    """Nothing where the reason of a refusal or return is so; Conflict where the case shows that it
    is not."""
    reason = reasons().get(event.reason)
    if reason is None or event.move not in {Move.REFUSE, Move.RETURN}:
        return
    if reason.claims is not None and not is_so(reason.claims, kind, state, event, calendar):
        raise Conflict(
            f"'{reason.label.id}' tidak benar di sini: {_FAULTS[reason.claims]}.",
            hint="Pilih alasan lain.",
        )


def reasons_shown(kind: Kind, state: CaseState, *, is_return: bool) -> tuple[str, ...]:
    """The codes that an officer may choose at the step of a case: without those that the case shows
    not to be so. A return may name papers that an applicant has to bring again."""
    lacking = set(missing_for_pass(kind, state)) - {"changes"}
    may_name = is_return and any(not documents()[name].is_placed for name in kind.documents)
    hidden = {Claim.NO_CHANGES} if state.changes else set()
    hidden |= set() if lacking or may_name else {Claim.PAPERS_MISSING}
    codes = kind.reasons_at(state.step, is_return=is_return)
    return tuple(code for code in codes if reasons()[code].claims not in hidden)
