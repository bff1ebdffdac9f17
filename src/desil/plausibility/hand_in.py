"""Handing in a delivery: taken in, compared with the one before it, held back if it deviates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.errors import UsageFault
from desil.intake.delivery import Delivery, take_in
from desil.plausibility.delivery_check import (
    check_delivery,
    read_deviations,
    read_same_as,
    write_check,
)
from desil.plausibility.deviation import Deviation
from desil.plausibility.ledger import History, Standing, history_of, ledger_entries
from desil.plausibility.run_inputs import counting_deliveries
from desil.sources.source import RELEASE_SOURCE


@dataclass(frozen=True, slots=True)
class Handover:
    """Who hands in, by name, and when."""

    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandedDelivery:
    """A delivery that was handed in, and where that leaves it.

    `same_as` names a delivery of the same date with the same content; `newer` the deliveries of the
    same date that stand over what this one says.
    """

    delivery: Delivery
    deviations: tuple[Deviation, ...]
    standing: Standing
    same_as: str = ""
    newer: tuple[str, ...] = ()


def _require_whole_release(store: Store, source: str, reference_date: date) -> None:
    """UsageFault for a partial delivery that has nothing to be a part of."""
    if source != RELEASE_SOURCE:
        raise UsageFault(
            "Sumber {source} tidak mengenal kiriman sebagian.",
            hint="Hanya rilis DTSEN yang dapat diganti per kelurahan.",
            source=source,
        )
    dates = {d.reference_date for d in counting_deliveries(store, source) if not d.is_partial}
    if reference_date not in dates:
        there = ", ".join(d.isoformat() for d in sorted(dates)[-3:]) or "belum ada"
        raise UsageFault(
            "Belum ada rilis utuh bertanggal {reference_date} yang dapat diganti sebagian.",
            hint="Pakai tanggal rilis yang diperbaiki. Yang ada: {there}.",
            reference_date=reference_date,
            there=there,
        )


def history(store: Store, delivery: Delivery) -> History:
    """What people decided about a delivery, and where that leaves it."""
    return history_of(ledger_entries(store), delivery.id, delivery.folder)


def _newer_of_same_date(store: Store, delivery: Delivery) -> tuple[str, ...]:
    same = [
        d
        for d in counting_deliveries(store, delivery.source)
        if d.reference_date == delivery.reference_date
    ]
    ids = [d.id for d in same]
    return tuple(ids[ids.index(delivery.id) + 1 :]) if delivery.id in ids else ()


def hand_in_delivery(
    store: Store,
    source: str,
    files: Sequence[Path],
    who: Handover,
    *,
    reference_date: date,
    settings: EngineSettings,
    progress: Progress,
    accept_missing: bool = False,
    in_form_codes: bool | None = None,
    is_partial: bool = False,
    takes_hidden: bool = False,
) -> HandedDelivery:
    """Take in a delivery and hold it to the one before it.

    One that deviates beyond the limits is kept, and no run uses it until somebody has written why.
    The same files again change nothing. The caller holds the store's write lock. Errors as
    `intake.delivery.take_in`; UsageFault for a partial delivery without a whole release of its
    date.
    """
    if is_partial:
        _require_whole_release(store, source, reference_date)

    def check(delivery: Delivery, folder: Path) -> None:
        with progress.stage("bandingkan dengan kiriman sebelumnya"):
            found = check_delivery(store, delivery, folder, settings)
        if found is not None:
            write_check(folder, found)

    delivery = take_in(
        store,
        source,
        files,
        reference_date=reference_date,
        handed_in_by=who.by_name,
        at=who.at,
        settings=settings,
        progress=progress,
        accept_missing=accept_missing,
        in_form_codes=in_form_codes,
        is_partial=is_partial,
        takes_hidden=takes_hidden,
        check=check,
    )
    return HandedDelivery(
        delivery,
        read_deviations(delivery.folder),
        history(store, delivery).standing,
        read_same_as(delivery.folder),
        _newer_of_same_date(store, delivery),
    )
