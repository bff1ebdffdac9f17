"""Who may do what with a case, and what must lie there first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desil.accounts.permissions import Permission
from desil.cases.calendar.working_days import WorkingCalendar
from desil.cases.kinds.kind import Kind, reason_of
from desil.cases.kinds.words import (
    Step,
    documents,
    outcomes,
    satisfaction_answers,
    step_rules,
)
from desil.cases.workflow.clocks import clock_of, objection_until
from desil.cases.workflow.events import CaseEvent, Move, Officer
from desil.cases.workflow.state import ANSWERED, CaseState, Standing, is_of_meeting
from desil.errors import Conflict, Refused, UsageFault

GATHERING = frozenset({Step.COMPLETE, Step.DELIBERATE, Step.VISIT})
_DOCUMENTS_UNTIL = GATHERING | {Step.FINALISE, Step.VERIFY, Step.ANSWER}
_CHANGES_FROM = frozenset({Step.FINALISE, Step.VERIFY, Step.SIGN})
_SIGNED = frozenset({Step.SEND, Step.EFFECTIVE})
_CLOSED_FOR_NOW = frozenset(
    {Standing.REFUSED, Standing.WITHDRAWN, Standing.MERGED, Standing.CONTRADICTED}
)
_TAKES_STEP = frozenset({Move.ADVANCE, Move.RETURN, Move.REFUSE})
_GATHERS = (Permission.CASE_ENTER, Permission.CASE_VISIT)
# Who may make each move that is not the step's own; "applicant" and "clock" beside permissions.
_MAKERS: Mapping[Move, tuple[Permission | str, ...]] = {
    Move.DOCUMENT: (*_GATHERS, "applicant"),
    Move.PROPOSE: (*_GATHERS, "applicant"),
    Move.NOTE: (Permission.CASE_READ,),
    Move.LINK: (Permission.CASE_ENTER, Permission.CASE_VERIFY),
    Move.OBJECT: (Permission.CASE_ENTER, "applicant"),
    Move.WITHDRAW: (Permission.CASE_ENTER, "applicant"),
    Move.MERGE: (Permission.CASE_VERIFY,),
    Move.REOPEN: (Permission.CASE_VERIFY,),
    Move.UNDO: (Permission.CASE_ENTER, "applicant"),  # of a withdrawal; see `_may_undo`
    Move.HAND_OVER: (*_GATHERS, Permission.CASE_APPROVE, Permission.CASE_VERIFY),
    Move.IGNORE: (Permission.CASE_SEND,),
    Move.CONTRADICT: (Permission.CASE_SEND,),
    Move.RATE: ("applicant",),
    Move.REMIND: ("clock",),
    Move.ESCALATE: ("clock",),
}
_WHEN: Mapping[Move, Callable[[CaseState], bool]] = {
    Move.DOCUMENT: lambda s: s.step in _DOCUMENTS_UNTIL,
    Move.PROPOSE: lambda s: s.step in GATHERING,
    Move.NOTE: lambda s: True,
    Move.LINK: lambda s: True,
    Move.ADVANCE: lambda s: s.is_open,
    Move.RETURN: lambda s: s.is_open and s.step is not Step.COMPLETE and s.step not in _SIGNED,
    Move.REFUSE: lambda s: s.is_open,
    Move.OBJECT: lambda s: s.standing is Standing.REFUSED and not s.objections,
    Move.WITHDRAW: lambda s: s.is_open and s.step not in _SIGNED,
    Move.MERGE: lambda s: s.is_open and s.step not in _SIGNED,
    Move.REOPEN: lambda s: s.standing in _CLOSED_FOR_NOW,
    Move.UNDO: lambda s: s.before is not None,
    Move.HAND_OVER: lambda s: s.is_open,
    Move.IGNORE: lambda s: s.step is Step.EFFECTIVE,
    Move.CONTRADICT: lambda s: s.step is Step.EFFECTIVE,
    Move.RATE: lambda s: s.standing in ANSWERED and not s.is_rated,
    Move.REMIND: lambda s: s.is_open,
    Move.ESCALATE: lambda s: s.is_open,
}


def _is_made_by(move: Move, officer: Officer) -> bool:
    for maker in _MAKERS[move]:
        if isinstance(maker, Permission):
            if officer.may(maker):
                return True
        elif (maker == "applicant" and officer.is_applicant) or (
            maker == "clock" and officer.is_clock
        ):
            return True
    return False


def _is_excluded(state: CaseState, step: Step, officer: Officer) -> bool:
    """Whether this person had a hand in the case that keeps them from taking the step."""
    rule = step_rules()[step]
    if any(state.takers.get(other) == officer.actor for other in rule.apart_from):
        return True
    if Step.ENTER in rule.apart_from and officer.actor in state.hands:
        return True
    return step not in _SIGNED and officer.actor in state.barred


def has_entered(state: CaseState, officer: Officer) -> bool:
    """Whether this person entered the case: they do not refuse it alone."""
    return state.takers.get(Step.ENTER) == officer.actor


def _may_undo(state: CaseState, officer: Officer) -> bool:
    """A withdrawal is taken back by the applicant or the counter, everything else by whoever
    decided it."""
    if state.standing is Standing.WITHDRAWN:
        return _is_made_by(Move.UNDO, officer)
    return state.decided_by == officer.actor and bool(officer.permissions)


def _may_take(state: CaseState, officer: Officer) -> bool:
    return (
        state.step is not None
        and officer.may(step_rules()[state.step].permission)
        and not _is_excluded(state, state.step, officer)
    )


def _may_refuse(state: CaseState, officer: Officer, *, of_meeting: bool) -> bool:
    """Whoever entered a case writes down what a deliberation refused, and refuses nothing alone."""
    is_at_meeting = state.step is Step.DELIBERATE or (of_meeting and state.step is Step.COMPLETE)
    return _may_take(state, officer) and (is_at_meeting or not has_entered(state, officer))


def moves_of(
    kind: Kind, state: CaseState, officer: Officer, *, of_meeting: bool = False
) -> frozenset[Move]:
    """What this person may do with the case now; `require_move` asks for papers besides.
    `of_meeting` where a deliberation decided."""
    found = set()
    for move, is_time in _WHEN.items():
        if not is_time(state):
            continue
        if move is Move.UNDO:
            is_allowed = _may_undo(state, officer)
        elif move is Move.REFUSE:
            is_allowed = _may_refuse(state, officer, of_meeting=of_meeting)
        elif move in _TAKES_STEP:
            is_allowed = _may_take(state, officer)
        else:
            is_allowed = _is_made_by(move, officer)
        if is_allowed and not (move is Move.PROPOSE and not kind.changes_data):
            found.add(move)
    return frozenset(found)


def missing_for_pass(kind: Kind, state: CaseState) -> tuple[str, ...]:
    """The documents, and "changes", that are still missing before the step may be passed."""
    if state.step is None:
        return ()
    lacking = [d for d in kind.documents_until(state.step) if d not in state.documents]
    # Facts of health are filled in at the visit at the latest: nobody later may.
    wanted = _CHANGES_FROM | ({Step.VISIT} if kind.tells_specific else set())
    if kind.changes_data and state.step in wanted and not state.changes:
        lacking.append("changes")
    return tuple(lacking)


def _require_papers(kind: Kind, state: CaseState, event: CaseEvent) -> None:
    lacking = missing_for_pass(kind, state)
    if lacking:
        known = documents()
        named = [known[n].label.id if n in known else "perubahan yang diajukan" for n in lacking]
        raise Conflict(f"Belum lengkap: {', '.join(named)}.", hint="Lengkapi dulu langkah ini.")
    step = state.step
    assert step is not None  # noqa: S101 - only an open case may be passed
    needed = step_rules()[step].details
    absent = [name for name in needed if not event.details.get(name)]
    if absent:
        raise UsageFault(
            f"Isian {', '.join(absent)} kosong.", hint=f"Langkah ini perlu: {', '.join(needed)}."
        )
    if step in {Step.ANSWER, Step.EFFECTIVE}:
        outcome = str(event.details.get("outcome", ""))
        if outcome not in kind.outcomes:
            allowed = [f"{o} ({outcomes()[o].id})" for o in kind.outcomes]
            raise UsageFault(
                f"Hasil '{outcome[:40]}' bukan hasil {kind.label.id}.",
                hint=f"Pilihannya: {', '.join(allowed)}.",
            )


def _refusal(state: CaseState, move: Move, officer: Officer) -> Exception:
    if not _WHEN[move](state):
        return Conflict(
            "Pengaduan ini tidak lagi menunggu tindakan itu.", hint="Muat ulang halamannya."
        )
    if move in _TAKES_STEP and state.step and officer.may(step_rules()[state.step].permission):
        return Refused(
            "Anda sudah ikut menangani pengaduan ini, jadi langkah ini milik orang lain.",
            hint="Minta rekan yang belum menanganinya.",
        )
    return Refused("Tindakan ini bukan wewenang Anda.", hint="Lihat siapa yang ditunggu.")


def require_move(
    kind: Kind, state: CaseState, event: CaseEvent, officer: Officer, calendar: WorkingCalendar
) -> None:
    """Nothing when the event may happen. Conflict when it is not the time for it or papers are
    missing, Refused when it is not for this person, UsageFault for a wrong code."""
    of_meeting = is_of_meeting(event, kind)
    if event.move not in moves_of(kind, state, officer, of_meeting=of_meeting):
        raise _refusal(state, event.move, officer)
    if event.move is Move.ADVANCE:
        _require_papers(kind, state, event)
    if event.move is Move.RETURN:
        reason_of(kind, event.reason, state.step, is_return=True)
    if event.move is Move.REFUSE:
        _require_reason(kind, state, event, officer)
    if event.move is Move.UNDO:
        _require_same_day(state, event, calendar)
    if event.move is Move.DOCUMENT and event.details.get("document") not in documents():
        raise UsageFault(
            "Jenis berkas tidak dikenal.", hint=f"Pilihannya: {', '.join(documents())}."
        )
    if event.move is Move.RATE and event.details.get("answer") not in satisfaction_answers():
        raise UsageFault("Jawaban itu tidak ada.", hint="Pilih salah satu jawaban.")
    if event.move is Move.OBJECT:
        _require_in_time(state, event, calendar)
    if event.move in {Move.REMIND, Move.ESCALATE}:
        _require_due(kind, state, event, calendar)


def _require_reason(kind: Kind, state: CaseState, event: CaseEvent, officer: Officer) -> None:
    """A reason of the step; what a deliberation refuses with its day, who came and its papers, so
    that whoever entered the case may write it down."""
    gathers = state.step in {Step.COMPLETE, Step.DELIBERATE}
    of_meeting = gathers and is_of_meeting(event, kind)
    reason = reason_of(kind, event.reason, Step.DELIBERATE if of_meeting else state.step)
    if of_meeting or reason.rests_on is Step.DELIBERATE:
        rule = step_rules()[Step.DELIBERATE]
        absent = [n for n in rule.details if not event.details.get(n)]
        lacking = [documents()[n].label.id for n in rule.documents if n not in state.documents]
        if absent or lacking:
            named = ", ".join([*absent, *lacking])
            raise Conflict(f"Belum lengkap: {named}.", hint="Lengkapi dulu langkah ini.")
        return
    if reason.needs_papers and reason.rests_on is not None:
        wanted = kind.documents_until(reason.rests_on)
        lacking = [documents()[n].label.id for n in wanted if n not in state.documents]
        if lacking:
            raise Conflict(
                f"'{reason.label.id}' menyatakan hasil pemeriksaan, tetapi belum ada: "
                f"{', '.join(lacking)}.",
                hint="Isi dulu langkah itu, atau pilih alasan lain.",
            )
    if has_entered(state, officer):
        raise Refused(
            "Anda mencatat pengaduan ini, jadi bukan Anda yang menolaknya.",
            hint="Minta rekan lain, atau Dinsos.",
        )


def _require_same_day(state: CaseState, event: CaseEvent, calendar: WorkingCalendar) -> None:
    """A refusal is taken back on its own day, before the applicant acts on it."""
    if state.standing is Standing.REFUSED and calendar.day_of(state.since) != calendar.day_of(
        event.at
    ):
        raise Conflict(
            "Penolakan hanya dapat dibatalkan pada hari yang sama.",
            hint="Dinsos dapat membukanya lagi.",
        )


def _require_in_time(state: CaseState, event: CaseEvent, calendar: WorkingCalendar) -> None:
    last = objection_until(state, calendar)
    if last is None or calendar.day_of(event.at) > last:
        raise Conflict(
            "Batas waktu keberatan sudah lewat.", hint="Ajukan pengaduan baru dengan bukti baru."
        )


def _require_due(kind: Kind, state: CaseState, event: CaseEvent, calendar: WorkingCalendar) -> None:
    clock = clock_of(kind, state, calendar)
    if clock is None or clock.speaks(state, calendar.day_of(event.at)) is not event.move:
        raise Conflict("Belum waktunya.", hint="Jam pengaduan ini belum sampai.")


def require_entry(kind: Kind, door: str, officer: Officer) -> None:
    """Nothing when this person may open such a case at this door; Refused when not."""
    if door not in {d.value for d in kind.doors}:
        raise Refused(
            f"{kind.label.id} tidak dibuka di pintu '{door[:20]}'.",
            hint=f"Pintunya: {', '.join(sorted(d.value for d in kind.doors))}.",
        )
    if officer.is_applicant != (door == "portal"):
        raise Refused("Pintu ini bukan untuk Anda.", hint="Gunakan pintu tempat Anda bertugas.")
    if not officer.is_applicant and not officer.may(Permission.CASE_ENTER):
        raise Refused("Mencatat pengaduan bukan wewenang Anda.", hint="Minta petugas loket.")
