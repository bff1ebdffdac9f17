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
    Claim.PAPERS_THERE: "belum ada berkas yang kami terima",
    Claim.LATE: "batas waktunya belum lewat",
    Claim.NO_CHANGES: "perubahannya sudah diajukan",
    Claim.AS_RECORDED: "yang dilihat petugas berbeda dari data",
    Claim.NOTHING_SEEN: "petugas sudah melihat rumahnya",
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


def _came(state: CaseState) -> set[str]:
    """The papers that came, but for those of a deliberation."""
    return {name for name in state.documents if not documents()[name].is_shared}


def _is_shown_wrong(claim: Claim, state: CaseState) -> bool:
    """Whether the case shows by itself, whatever a move says, that a claim is not so."""
    return {
        Claim.PAPERS_THERE: not _came(state),
        Claim.NO_CHANGES: state.changes > 0,
        Claim.AS_RECORDED: state.seen_otherwise > 0,
        Claim.NOTHING_SEEN: state.seen > 0 or any(documents()[n].is_placed for n in _came(state)),
    }.get(claim, False)


def is_so(
    claim: Claim, kind: Kind, state: CaseState, event: CaseEvent, calendar: WorkingCalendar
) -> bool:
    """Whether what a reason claims is what the case shows. Papers that a return names are missing:
    they have to come again."""
    lacking = missing_for_pass(kind, state)
    if claim is Claim.PAPERS_MISSING:
        named = event.move is Move.RETURN and event.details.get("documents")
        return bool(set(lacking) - {"changes"} or named)
    if claim is Claim.LATE:
        clock = clock_of(kind, state, calendar)
        return clock is not None and calendar.day_of(event.at) > clock.due_on
    return not _is_shown_wrong(claim, state)


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
    hidden = {claim for claim in Claim if _is_shown_wrong(claim, state)}
    hidden |= set() if lacking or may_name else {Claim.PAPERS_MISSING}
    codes = kind.reasons_at(state.step, is_return=is_return)
    return tuple(code for code in codes if reasons()[code].claims not in hidden)
