"""The moves of a case by hand. Each gives back the case as it stands afterwards.

Errors of all: NotFound (no such case in the territory), Conflict (not the time for it, papers
missing, or changed since `seen`), Refused (not this person's), UsageFault (a wrong code or value).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from desil.audit.journal import Journal
from desil.cases.actions.changing import keep_changes
from desil.cases.actions.moving import locked_case, moving
from desil.cases.calendar.working_days import working_calendar
from desil.cases.changes.register import KnownFamily
from desil.cases.changes.requested_changes import CheckedChange, RequestedChange, checked_changes
from desil.cases.kinds.words import Step
from desil.cases.kinds.words import documents as papers
from desil.cases.models import Case, CaseLink
from desil.cases.whereabouts import family_of
from desil.cases.workflow.events import Move, Officer
from desil.errors import Conflict, UsageFault


def advance(
    number: str,
    *,
    by: Officer,
    at: datetime,
    journal: Journal,
    details: Mapping[str, object] | None = None,
    outcome: str = "",
    note: str = "",
    seen: int | None = None,
) -> Case:
    """Pass the step that the case waits for. `details` as the step's rule asks (a deliberation:
    `held_on`, `attended`; a visit: `visited_on`); `outcome` for an answer."""
    found = {**(details or {}), **({"outcome": outcome} if outcome else {})}
    with moving(
        number, Move.ADVANCE, by=by, at=at, journal=journal, note=note, details=found, seen=seen
    ) as under_way:
        if under_way.before.step in {Step.SIGN, Step.SEND, Step.EFFECTIVE}:
            raise UsageFault(
                "Langkah ini dikerjakan bersama-sama.",
                hint="Lewat daftar tanda tangan atau kiriman.",
            )
    return under_way.case


def give_back(
    number: str,
    *,
    reason: str,
    by: Officer,
    at: datetime,
    journal: Journal,
    note: str = "",
    again: Sequence[str] = (),
    documents: Sequence[str] = (),
    seen: int | None = None,
) -> Case:
    """Back to be completed, with a coded reason; `again` names the steps ("deliberate", "visit")
    that must be taken afresh, `documents` the papers that must come (again). The letter and the
    ticket tell the applicant both these and the note, but for a case type that tells of health.
    UsageFault for a paper that the case type does not take."""
    wrong = set(again) - {Step.DELIBERATE.value, Step.VISIT.value}
    if wrong:
        raise UsageFault(f"Langkah '{min(wrong)[:20]}' tidak diulang.", hint="deliberate, visit.")
    if unknown := set(documents) - set(papers()):
        raise UsageFault(f"Berkas '{min(unknown)[:20]}' tidak dikenal.", hint=", ".join(papers()))
    details: dict[str, object] = {"documents": list(documents)}
    if again:
        details["again"] = list(again)
    with moving(
        number, Move.RETURN, by=by, at=at, journal=journal, reason=reason, note=note,
        details=details, seen=seen,
    ) as under_way:  # fmt: skip
        pass
    return under_way.case


def refuse(
    number: str,
    *,
    reason: str,
    by: Officer,
    at: datetime,
    journal: Journal,
    note: str = "",
    details: Mapping[str, object] | None = None,
    seen: int | None = None,
) -> Case:
    """Refuse at the step that the case waits for, with a coded reason. The applicant may object
    once (`workflow.clocks.objection_until`); somebody else hears it. `details` as a deliberation
    has them (`held_on`, `attended`) where it refused."""
    with moving(
        number, Move.REFUSE, by=by, at=at, journal=journal, reason=reason, note=note,
        details=details, seen=seen,
    ) as under_way:  # fmt: skip
        pass
    return under_way.case


class Named(TypedDict):
    """Who acts, when, and the log, as every action takes them."""

    by: Officer
    at: datetime
    journal: Journal


def _plain_move(
    number: str, move: Move, note: str, seen: int | None, **named: Unpack[Named]
) -> Case:
    with moving(number, move, note=note, seen=seen, **named) as under_way:
        pass
    return under_way.case


def object_to_refusal(
    number: str, *, note: str, seen: int | None = None, **named: Unpack[Named]
) -> Case:
    """The applicant does not accept a refusal: once, within the days that are given for it."""
    return _plain_move(number, Move.OBJECT, note, seen, **named)


def withdraw(number: str, *, note: str, seen: int | None = None, **named: Unpack[Named]) -> Case:
    """The applicant takes the case back, before it is signed."""
    return _plain_move(number, Move.WITHDRAW, note, seen, **named)


def undo(number: str, *, note: str, seen: int | None = None, **named: Unpack[Named]) -> Case:
    """Take back a withdrawal, one's own refusal of the same day, or one's own signature before it
    is sent: the case waits for its step again."""
    return _plain_move(number, Move.UNDO, note, seen, **named)


def reopen(number: str, *, note: str, seen: int | None = None, **named: Unpack[Named]) -> Case:
    """A closed case is gone through again from its first step; whoever reopens decides nothing."""
    return _plain_move(number, Move.REOPEN, note, seen, **named)


def write_note(number: str, *, note: str, **named: Unpack[Named]) -> Case:
    """A remark for colleagues; UsageFault for an empty one."""
    if not note.strip():
        raise UsageFault("Catatannya kosong.", hint="Tulis catatannya.")
    return _plain_move(number, Move.NOTE, note, None, **named)


def merge_into(
    number: str, other: str, *, by: Officer, at: datetime, journal: Journal, note: str = ""
) -> Case:
    """Close a case because another one (open, of the same type and family) is about the same."""
    with moving(number, Move.MERGE, by=by, at=at, journal=journal, note=note) as under_way:
        case, kept = under_way.case, locked_case(other)
        alike = (case.kind, case.family_number, case.nik) == (
            kept.kind, kept.family_number, kept.nik,
        )  # fmt: skip
        if kept.pk == case.pk or not alike or kept.step is None:
            raise Conflict(
                "Kedua pengaduan itu tidak sama.",
                hint="Gabungkan yang sejenis, tentang orang yang sama, dan masih terbuka.",
            )
        under_way.details["into"] = kept.number
        case.merged_into = kept
        case.save(update_fields=["merged_into"])
    return under_way.case


def link_to(number: str, other: str, *, by: Officer, at: datetime, journal: Journal) -> Case:
    """Note that two cases belong together; nothing where they are linked already."""
    with moving(number, Move.LINK, by=by, at=at, journal=journal) as under_way:
        case, related = under_way.case, locked_case(other)
        if related.pk == case.pk:
            raise Conflict("Pengaduan tidak dikaitkan dengan dirinya.", hint="Pilih yang lain.")
        CaseLink.objects.get_or_create(
            case=case,
            other=related,
            defaults={"village_code": case.village_code, "by": by.actor, "at": at},
        )
        under_way.details["other"] = related.number
    return under_way.case


def propose_changes(
    number: str,
    changes: Sequence[RequestedChange],
    *,
    by: Officer,
    at: datetime,
    journal: Journal,
    seen: int | None = None,
    known: KnownFamily | None = None,
    as_recorded: Sequence[RequestedChange] = (),
) -> Case:
    """Say which facts should change, in the place of what was asked before. Old values are read
    from the register, never taken from the caller; `known` is the case's family where this
    transaction has read it already. `as_recorded` are the facts that a visit saw as the register
    has them."""
    with moving(number, Move.PROPOSE, by=by, at=at, journal=journal, seen=seen) as under_way:
        case = under_way.case
        family = known or family_of(case)
        family_number = family.family_number if family else case.family_number or ""
        checked = checked_changes(
            under_way.kind, family_number, family, changes, working_calendar().day_of(at)
        )
        same = [
            CheckedChange(
                c.table, c.subject or family_number, c.fact, c.new_value, c.new_value, True
            )
            for c in as_recorded
        ]
        keep_changes(case, checked, by=by, at=at, as_recorded=same)
        under_way.details["changes"] = len(checked)
        if otherwise := sum(c.is_seen for c in checked):
            under_way.details["seen_otherwise"] = otherwise
        if otherwise or same:
            under_way.details["seen"] = otherwise + len(same)
        under_way.payload["facts"] = sorted({c.fact for c in checked})
    return under_way.case
