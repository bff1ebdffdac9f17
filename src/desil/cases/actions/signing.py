"""Signing in batches, for the wali kota, without opening a family; and what was signed of a case,
held against what it says when it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.journal import Journal
from desil.audit.signed import SignedDiffers, signings
from desil.cases.actions.changing import current_changes
from desil.cases.actions.moving import moving
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseBatch, CaseEvidence
from desil.cases.territory_scope import seeing_city
from desil.cases.workflow.events import Move, Officer
from desil.database.cursor import Cursor
from desil.engine.hashing import canonical_json, sha256_of_text
from desil.errors import Conflict, Refused, UsageFault

MOST_AT_ONCE = 500
SIGNING = "CASE_SIGN_BATCH"


def _sorted_once(numbers: Sequence[str]) -> list[str]:
    chosen = sorted(set(numbers))
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise UsageFault(
            f"{len(chosen)} pengaduan dipilih.", hint=f"Pilih 1 sampai {MOST_AT_ONCE}."
        )
    return chosen


def require_signer(by: Officer) -> None:
    """Refused for whoever does not sign."""
    if not by.may(Permission.CASE_SIGN):
        raise Refused("Menandatangani bukan wewenang Anda.", hint="Tanda tangan kepala dinas.")


def sign_cases(
    numbers: Sequence[str], *, by: Officer, at: datetime, journal: Journal, note: str = ""
) -> CaseBatch:
    """Sign these cases together: all or none. Each has its own event; the batch has one more,
    with the digest of what each case asks to change.

    Refused where one of them was touched by the signer before, Conflict where one does not wait
    for a signature. The signer sees no family: the action looks the cases up for them.
    """
    require_signer(by)
    chosen = _sorted_once(numbers)
    with (
        seeing_city(),
        recorded(journal, "CASE_SIGN_BATCH", "batch", by=by.actor, at=at) as record,
    ):
        batch = CaseBatch.objects.create(
            step=Step.SIGN.value, by=by.actor, by_name=by.name, at=at, cases=len(chosen)
        )
        digests: dict[str, str] = {}
        for number in chosen:
            with moving(
                number, Move.ADVANCE, by=by, at=at, journal=journal, note=note,
                details={"batch": batch.pk},
            ) as under_way:  # fmt: skip
                if under_way.before.step is not Step.SIGN:
                    raise Conflict(f"{number} tidak menunggu tanda tangan.", hint="Muat ulang.")
            digests[number] = case_digest(under_way.case)
        record.object_id = str(batch.pk)
        record.payload.update(cases=len(chosen), digest=batch_digest(digests), digests=digests)
    return batch


def take_signature_back(
    number: str, *, by: Officer, at: datetime, journal: Journal, note: str = ""
) -> None:
    """Take one's own signature back before the case is sent; Refused and Conflict as `undo`."""
    require_signer(by)
    with seeing_city(), moving(number, Move.UNDO, by=by, at=at, journal=journal, note=note) as m:
        if m.before.step is not Step.SEND:
            raise Conflict(f"{number} tidak menunggu dikirim.", hint="Muat ulang.")


def refuse_to_sign(
    number: str, *, reason: str, by: Officer, at: datetime, journal: Journal, note: str = ""
) -> None:
    """Refuse one case at the signature, with a coded reason; errors as `refuse`."""
    require_signer(by)
    with (
        seeing_city(),
        moving(number, Move.REFUSE, by=by, at=at, journal=journal, reason=reason, note=note) as m,
    ):
        if m.before.step is not Step.SIGN:
            raise Conflict(f"{number} tidak menunggu tanda tangan.", hint="Muat ulang.")


def case_digest(case: Case) -> str:
    """The SHA-256 of what a case asks to change, of whom, and on which evidence. The kelurahan is
    no part of it: a case may be handed over."""
    changes = [
        [c.fact_table, c.subject, c.fact, c.old_value, c.new_value] for c in current_changes(case)
    ]
    evidence = CaseEvidence.objects.filter(case=case).order_by("document", "sha256")
    content: dict[str, object] = {
        "number": case.number,
        "kind": case.kind,
        "family": case.family_number,
        "person": case.nik,
        "changes": changes,
        "evidence": [list(row) for row in evidence.values_list("document", "sha256")],
    }
    return sha256_of_text(canonical_json(content))


def batch_digest(digests: Mapping[str, str]) -> str:
    """The SHA-256 over the cases of a batch."""
    return sha256_of_text(canonical_json(dict(digests)))


def signed_digests(cursor: Cursor, journal: Journal) -> dict[str, str]:
    """What the log says was signed of each case last, by its number. SignedDiffers where such an
    event was altered."""
    found: dict[str, str] = {}
    for signing in signings(cursor, journal, [SIGNING]):
        told = signing.payload.get("digests", {})
        found |= {number: digest for number, digest in told.items() if digest}
    return found


def _was_signed_before_digests(cursor: Cursor, journal: Journal, number: str) -> bool:
    events = signings(cursor, journal, ["CASE_ADVANCE"], number)
    return any(event.payload.get("step") == Step.SIGN.value for event in events)


def is_as_signed(cursor: Cursor, journal: Journal, case: Case, signed: Mapping[str, str]) -> bool:
    """Whether a case says what was signed of it, by `signed_digests`; one that was signed before
    the log kept digests passes."""
    if case.number in signed:
        return signed[case.number] == case_digest(case)
    return _was_signed_before_digests(cursor, journal, case.number)


def differs(case: Case) -> SignedDiffers:
    """The fault of a case that is no longer what was signed."""
    says = f"Isi pengaduan {case.number} tidak sama dengan yang ditandatangani."
    return SignedDiffers(says, "case", case.number)


def as_signed(
    cases: Sequence[Case], *, by: str, at: datetime, journal: Journal
) -> tuple[list[Case], tuple[str, ...]]:
    """The cases that say what was signed, and the numbers of the others, each with an event; in
    the caller's transaction."""
    with connection.cursor() as cursor:
        signed = signed_digests(cursor, journal)
        good = [case for case in cases if is_as_signed(cursor, journal, case, signed)]
        others = [case for case in cases if case not in good]
        for case in others:
            journal.append(cursor, differs(case).event(by=by, at=at))
    return good, tuple(case.number for case in others)
