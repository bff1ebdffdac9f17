"""Deliveries that were handed in over the web, taken in by the worker as the command line does it,
with the same result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import psycopg
from psycopg.types.json import Jsonb

from desil.audit.event import Event
from desil.errors import Conflict, DeliveryRejected
from desil.jobs.tasks import Do, Task
from desil.jobs.uploads import files_of, remove
from desil.plausibility.hand_in import HandedDelivery, Handover, hand_in_delivery


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What is handed in: `upload` names the sending's folder; `in_form_codes` None is the source's
    own usual."""

    source: str
    reference_date: str  # YYYY-MM-DD: it is kept as JSON
    upload: str
    names: Sequence[str]
    accept_missing: bool = False
    in_form_codes: bool | None = None
    is_partial: bool = False
    takes_hidden: bool = False


def _result(handed: HandedDelivery, task: Task) -> dict[str, object]:
    """What the page says of a delivery; `is_repeat`: its bytes had been handed in before."""
    delivery = handed.delivery
    units = delivery.units.values()
    return {
        "delivery": delivery.id,
        "is_repeat": delivery.already_there and delivery.handed_in_at != task.asked_at,
        "read": sum(u.read for u in units),
        "accepted": sum(u.accepted for u in units),
        "quarantined": sum(u.quarantined for u in units),
        "standing": handed.standing.value,
        "deviations": len(handed.deviations),
        "same_as": handed.same_as,
        "newer": list(handed.newer),
    }


def _keep(task: Task, result: Mapping[str, object]) -> None:
    """Write the result and its event, in one transaction and once."""
    with psycopg.connect(task.url, autocommit=True) as connection, connection.transaction():
        written = connection.execute(
            "update public.work_job set result = %s where id = %s and result = '{}' returning id",
            [Jsonb(dict(result)), task.job_id],
        ).fetchone()
        if written is None:
            return
        event = Event(
            task.clock(),
            task.asked_by,
            "DELIVERY_TAKE_IN",
            "delivery",
            str(result["delivery"]),
            payload={**result, "job": task.job_id},
        )
        task.journal.append(connection.cursor(), event)


def _taken_in(task: Task, asked: HandedIn, memory: str, threads: int) -> HandedDelivery:
    files = files_of(task.store, asked.upload)
    if not files:
        raise Conflict("Berkasnya sudah dihapus.", hint="Serahkan lagi dari halaman Kiriman.")
    with task.store.sole_writer():
        return hand_in_delivery(
            task.store,
            asked.source,
            files,
            Handover(task.asked_by_name, task.asked_at),
            reference_date=date.fromisoformat(asked.reference_date),
            settings=task.store.engine_settings(memory_limit=memory, threads=threads),
            progress=task.progress,
            accept_missing=asked.accept_missing,
            in_form_codes=asked.in_form_codes,
            is_partial=asked.is_partial,
            takes_hidden=asked.takes_hidden,
        )


def delivery_taker(memory: str, threads: int) -> Do:
    """How a worker takes in a delivery, with so much of the machine.

    The files go when they are taken in or rejected; a job that fails otherwise or is cancelled may
    be asked for again while they are kept (`uploads.KEPT`).
    """

    def take(task: Task) -> Mapping[str, object]:
        asked = HandedIn(**task.details)
        done: Mapping[str, object] = _earlier_result(task)
        if not done:
            try:
                done = _result(_taken_in(task, asked, memory, threads), task)
            except DeliveryRejected:
                remove(task.store, asked.upload)
                raise
            _keep(task, done)
        remove(task.store, asked.upload)
        return done

    return take


def _earlier_result(task: Task) -> Mapping[str, object]:
    """The result of an earlier attempt that was killed after it had written it; else empty."""
    with psycopg.connect(task.url, autocommit=True) as connection:
        row = connection.execute(
            "select result from public.work_job where id = %s", [task.job_id]
        ).fetchone()
    found: Mapping[str, object] = row[0] if row else {}
    return found
