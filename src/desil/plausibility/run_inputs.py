"""The deliveries that a run reads: those that count, in the order in which they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desil.eligibility.words.word_views import Delivered
from desil.engine.durable import finished_files
from desil.engine.store import Store
from desil.linkage.corrections.overlay import CorrectionDelivery
from desil.linkage.records.deliveries import SourceDelivery
from desil.linkage.register import ReleaseDelivery
from desil.plausibility.ledger import Standing, history_of, ledger_entries
from desil.sources.catalogue import catalogue
from desil.sources.source import CORRECTION_SOURCE, RELEASE_SOURCE, Role


@dataclass(frozen=True, slots=True)
class CountingDelivery:
    """A delivery that counts, as its `delivery.json` describes it. `held_since` (ISO 8601) is when
    it was handed in, or when it was last restored after a withdrawal."""

    id: str
    reference_date: date
    held_since: str
    folder: Path
    is_partial: bool


def counting_deliveries(store: Store, source: str) -> list[CountingDelivery]:
    """Every delivery of a source that counts, by reference date and then as handed in."""
    entries = ledger_entries(store)

    def described() -> Iterator[CountingDelivery]:
        for path in finished_files(store.deliveries, f"{source}/*/delivery.json"):
            content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            history = history_of(entries, content["id"], path.parent)
            if history.standing is Standing.COUNTS:
                yield CountingDelivery(
                    content["id"],
                    date.fromisoformat(content["reference_date"]),
                    history.restored_at or content.get("handed_in_at", ""),
                    path.parent,
                    bool(content.get("is_partial", False)),
                )

    return sorted(described(), key=lambda d: (d.reference_date, d.held_since, d.id))


def release_delivery(delivery: CountingDelivery) -> ReleaseDelivery:
    """A delivery of a national release, as linkage opens it."""
    return ReleaseDelivery(
        delivery.id,
        delivery.reference_date,
        delivery.folder / "family.parquet",
        delivery.folder / "person.parquet",
        delivery.is_partial,
    )


def release_deliveries(store: Store, newest: date | None = None) -> list[ReleaseDelivery]:
    """The DTSEN deliveries up to the release dated `newest`, by date and then as handed in."""
    return [
        release_delivery(delivery)
        for delivery in counting_deliveries(store, RELEASE_SOURCE)
        if newest is None or delivery.reference_date <= newest
    ]


def source_deliveries(store: Store) -> list[SourceDelivery]:
    """The deliveries of every source that is linked, by source and then by id."""
    return [
        SourceDelivery(delivery.id, source, delivery.reference_date, delivery.folder)
        for source in catalogue(store.home).linked()
        for delivery in sorted(counting_deliveries(store, source.name), key=lambda d: d.folder.name)
    ]


def correction_deliveries(store: Store) -> list[CorrectionDelivery]:
    """The deliveries of accepted corrections, as handed in."""
    counting = counting_deliveries(store, CORRECTION_SOURCE)
    found = sorted(counting, key=lambda d: (d.held_since, d.id))
    return [CorrectionDelivery(d.id, d.folder / "change.parquet") for d in found]


def delivered(sources: Sequence[SourceDelivery], role: Role) -> list[Delivered]:
    """The Parquet file of every delivery of the sources of a role: that of their first unit."""
    return [
        Delivered(d.delivery_id, d.folder / f"{d.declared.linked_units[0]}.parquet")
        for d in sources
        if d.declared.role is role
    ]
