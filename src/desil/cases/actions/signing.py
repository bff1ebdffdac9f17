"""Signing in batches, for the wali kota, without opening a family."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.journal import Journal
from desil.cases.actions.moving import moving
from desil.cases.actions.signed import batch_digest, case_digest
from desil.cases.kinds.words import Step
from desil.cases.models import CaseBatch
from desil.cases.sight import seeing_city
from desil.cases.workflow.events import Move, Officer
from desil.errors import Conflict, Refused, UsageFault

MOST_AT_ONCE = 500


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
        recorded(journal, "CASE_SIGN_BATCH", "batch", by=by.actor, at=at) as deed,
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
        deed.object_id = str(batch.pk)
        deed.payload.update(cases=len(chosen), digest=batch_digest(digests), digests=digests)
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
