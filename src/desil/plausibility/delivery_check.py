"""A delivery beside the one before it of the same source; what it finds is kept in its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from desil.engine.database import open_database
from desil.engine.durable import write_text_whole
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.intake.record.delivery_file import Delivery
from desil.plausibility.comparison import Comparison, State, compare
from desil.plausibility.deviation import Deviation, deviations_of
from desil.plausibility.ledger import CHECK_FILE
from desil.plausibility.limits import limits_of
from desil.plausibility.run_inputs import CountingDelivery, counting_deliveries, release_delivery
from desil.plausibility.states import empty_state, list_state, release_state
from desil.sources.catalogue import catalogue
from desil.sources.source import RELEASE_SOURCE, UNCHECKED_ROLES, Source


@dataclass(frozen=True, slots=True)
class DeliveryCheck:
    """What a check found. `before` names the state that the delivery was compared with, empty for
    the first of its source; `same_as` names a delivery of the same date with the same content."""

    before: str
    same_as: str
    deviations: tuple[Deviation, ...]
    comparison: Comparison

    def as_facts(self) -> dict[str, Any]:
        """The check as JSON values."""
        return {
            "before": self.before,
            "same_as": self.same_as,
            "deviations": [d.as_facts() for d in self.deviations],
            "comparison": self.comparison.as_facts(),
        }


def _before(counting: Sequence[CountingDelivery], on: date) -> list[CountingDelivery]:
    """The deliveries of the same date, else of the date before it, else of the first one after."""
    dates = sorted({d.reference_date for d in counting})
    earlier = [d for d in dates if d <= on]
    chosen = earlier[-1] if earlier else dates[0] if dates else None
    return [d for d in counting if d.reference_date == chosen]


def _own(delivery: Delivery, folder: Path) -> CountingDelivery:
    return CountingDelivery(delivery.id, delivery.reference_date, "", folder, delivery.is_partial)


def _states(
    settings: EngineSettings, delivery: Delivery, folder: Path, before: list[CountingDelivery]
) -> tuple[State, State]:
    own = _own(delivery, folder)
    if delivery.source != RELEASE_SOURCE:
        units = tuple(delivery.units)
        after = list_state(settings, delivery.id, folder, units)
        if not before:
            return replace(empty_state(), families=None), after
        last = before[-1]
        there = [u for u in units if (last.folder / f"{u}.parquet").is_file()]
        return list_state(settings, last.id, last.folder, there), after
    together = (
        [*before, own] if before and before[0].reference_date == own.reference_date else [own]
    )
    name = before[0].reference_date.isoformat() if before else ""
    earlier = (
        release_state(settings, name, [release_delivery(d) for d in before])
        if before
        else empty_state()
    )
    later = release_state(settings, delivery.id, [release_delivery(d) for d in together])
    return earlier, later


def _date_deviations(counting: Sequence[CountingDelivery], on: date) -> list[Deviation]:
    """A date before the newest delivery's that no delivery has."""
    dates = {d.reference_date for d in counting}
    if dates and on < max(dates) and on not in dates:
        return [Deviation("older_date", "", max(dates).isoformat(), on.isoformat(), 0)]
    return []


def _unexpected_rows(delivery: Delivery, source: Source) -> Iterator[Deviation]:
    """The units of a first delivery with fewer or more rows than the source declares."""
    for name, (least, most) in source.expected_rows.items():
        rows = delivery.units[name].read if name in delivery.units else 0
        if not least <= rows <= most:
            yield Deviation("expected_rows", name, f"{least}–{most}", rows, 0)


def check_delivery(
    store: Store, delivery: Delivery, folder: Path, settings: EngineSettings
) -> DeliveryCheck | None:
    """Compare a delivery, whose rows are in `folder`, with the one before it; None for sources
    that are not checked.

    The first delivery of a source is only held to the share of rows that were quarantined and to
    the rows that its source.yaml expects. A
    delivery of the date of an existing release is compared as what that release becomes with it.
    """
    source = catalogue(store.home).source(delivery.source)
    if source.role in UNCHECKED_ROLES:
        return None
    counting = counting_deliveries(store, delivery.source)
    before = _before(counting, delivery.reference_date)
    states = _states(settings, delivery, folder, before)
    with open_database(settings) as database:
        found = compare(database, *states)
    units = delivery.units.values()
    found = replace(
        found,
        quarantined=sum(u.quarantined for u in units),
        read=sum(u.read for u in units),
    )
    limits = limits_of(store.home).of_source(delivery.source)
    if not before:
        only = {"quarantined": limits["quarantined"]} if "quarantined" in limits else {}
        first = (*deviations_of(found, only), *_unexpected_rows(delivery, source))
        return DeliveryCheck("", "", first, found)
    deviations = [
        *deviations_of(found, limits),
        *_date_deviations(counting, delivery.reference_date),
    ]
    is_same = found.is_same_content
    is_same_date = before[0].reference_date == delivery.reference_date
    least = limits["same_content"].least if "same_content" in limits else 0
    if is_same and not is_same_date and found.read >= least:
        deviations.append(Deviation("same_content", before[-1].id, 0, 0, 0))
    same_as = before[-1].id if is_same and is_same_date else ""
    return DeliveryCheck(found.before, same_as, tuple(deviations), found)


def write_check(folder: Path, check: DeliveryCheck) -> None:
    """Keep a check beside the delivery's rows."""
    text = json.dumps(check.as_facts(), indent=1, ensure_ascii=False) + "\n"
    write_text_whole(folder / CHECK_FILE, text)


def _check_in(folder: Path) -> dict[str, Any]:
    path = folder / CHECK_FILE
    if not path.is_file():
        return {"deviations": [], "same_as": ""}
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return said


def read_deviations(folder: Path) -> tuple[Deviation, ...]:
    """What the check that a delivery's folder holds found; nothing for an unchecked one."""
    return tuple(Deviation(**d) for d in _check_in(folder)["deviations"])


def read_same_as(folder: Path) -> str:
    """A delivery of the same date with the same content, or the empty text."""
    return str(_check_in(folder)["same_as"])
