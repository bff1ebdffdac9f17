"""What people decide about a delivery: let one that is held back count, withdraw one, restore one.

The delivery's folder never changes; each decision is an event of the log and a line of the home's
ledger. Withdrawing a delivery that was published needs two persons. Every function takes the
home's write lock and raises NotFound for an unknown delivery, Conflict where its standing does not
allow the act, Refused where this person may not do it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.engine.sql_file import postgres_text
from desil.engine.store import Store
from desil.errors import Conflict, Refused, UsageFault
from desil.intake.record.delivery_file import Delivery
from desil.intake.record.readers import delivery_called
from desil.jobs.asker import Asker
from desil.plausibility.hand_in import history
from desil.plausibility.ledger import Act, Entry, History, Standing, append_entry, entry_of
from desil.sources.source import CORRECTION_SOURCE

SHORTEST_REASON = 10
_VERBS = {
    Act.RELEASE: "DELIVERY_RELEASE",
    Act.WITHDRAW: "DELIVERY_WITHDRAW",
    Act.RESTORE: "DELIVERY_RESTORE",
    Act.PROPOSE_WITHDRAWAL: "DELIVERY_WITHDRAW_PROPOSE",
    Act.KEEP: "DELIVERY_WITHDRAW_REJECT",
}


def require_reason(because: str) -> str:
    """The reason, without blanks around it; UsageFault for one that is too short."""
    reason = because.strip()
    if len(reason) < SHORTEST_REASON:
        raise UsageFault(
            "Alasan terlalu pendek.",
            hint="Tulis alasannya, paling sedikit {shortest_reason} huruf.",
            shortest_reason=SHORTEST_REASON,
        )
    return reason


def was_published(delivery_id: str) -> bool:
    """Whether any publication, current or earlier, was made from the delivery."""
    with connection.cursor() as cursor:
        cursor.execute(
            postgres_text("desil.jobs", "sql/delivery_published"), {"delivery_id": delivery_id}
        )
        return bool(cursor.fetchall()[0][0])


@contextmanager
def _one_delivery(store: Store, delivery_id: str) -> Iterator[tuple[Delivery, History]]:
    """The delivery and its history, which nobody else changes meanwhile."""
    with store.sole_writer():
        delivery = delivery_called(store, delivery_id)
        yield delivery, history(store, delivery)


def _act(
    store: Store,
    delivery: Delivery,
    act: Act,
    because: str,
    *,
    by: Asker,
    at: datetime,
    journal: Journal,
) -> Entry:
    """Record the act in the log and then in the ledger; a crash between leaves it undone."""
    entry = entry_of(
        delivery.id, act, by=by.actor, by_name=by.name, at=at, because=require_reason(because)
    )
    with recorded(journal, _VERBS[act], "delivery", by=by.actor, at=at) as record:
        record.object_id = delivery.id
        record.payload.update(because=entry.because)
    append_entry(store, entry)
    return entry


def release(
    store: Store, delivery_id: str, because: str, *, by: Asker, at: datetime, journal: Journal
) -> Entry:
    """Let a delivery count although it deviates from the one before it."""
    with _one_delivery(store, delivery_id) as (delivery, found):
        if found.standing is not Standing.HELD:
            raise Conflict("Kiriman {delivery_id} tidak sedang ditahan.", delivery_id=delivery_id)
        return _act(store, delivery, Act.RELEASE, because, by=by, at=at, journal=journal)


def withdraw(
    store: Store, delivery_id: str, because: str, *, by: Asker, at: datetime, journal: Journal
) -> Entry:
    """Take a delivery out of every later run; one that was published is only proposed for it.

    The entry says which of the two was done.
    """
    with _one_delivery(store, delivery_id) as (delivery, found):
        if delivery.source == CORRECTION_SOURCE:
            raise Refused(
                "Koreksi berasal dari permohonan yang sudah ditandatangani.",
                hint="Catat permohonan baru yang memperbaikinya.",
            )
        if found.standing is Standing.WITHDRAWN:
            raise Conflict("Kiriman {delivery_id} sudah ditarik.", delivery_id=delivery_id)
        if found.proposal is not None:
            raise Conflict(
                "Penarikan kiriman {delivery_id} sudah diusulkan oleh {by_name}.",
                hint="Orang kedua yang memutuskannya.",
                delivery_id=delivery_id,
                by_name=found.proposal.by_name,
            )
        act = Act.PROPOSE_WITHDRAWAL if was_published(delivery_id) else Act.WITHDRAW
        return _act(store, delivery, act, because, by=by, at=at, journal=journal)


def decide_withdrawal(
    store: Store,
    delivery_id: str,
    because: str,
    *,
    is_approved: bool,
    by: Asker,
    at: datetime,
    journal: Journal,
) -> Entry:
    """A second person's answer to a proposal; who proposed may only take it back."""
    with _one_delivery(store, delivery_id) as (delivery, found):
        if found.proposal is None:
            raise Conflict(
                "Tidak ada usulan penarikan untuk kiriman {delivery_id}.", delivery_id=delivery_id
            )
        if is_approved and found.proposal.by == by.actor:
            raise Refused(
                "Yang mengusulkan penarikan tidak menyetujuinya sendiri.",
                hint="Minta orang kedua; Anda dapat membatalkan usulan ini.",
            )
        act = Act.WITHDRAW if is_approved else Act.KEEP
        return _act(store, delivery, act, because, by=by, at=at, journal=journal)


def restore(
    store: Store, delivery_id: str, because: str, *, by: Asker, at: datetime, journal: Journal
) -> Entry:
    """Let a withdrawn delivery count again, as the newest of its date."""
    with _one_delivery(store, delivery_id) as (delivery, found):
        if found.standing is not Standing.WITHDRAWN:
            raise Conflict("Kiriman {delivery_id} tidak sedang ditarik.", delivery_id=delivery_id)
        return _act(store, delivery, Act.RESTORE, because, by=by, at=at, journal=journal)
