"""Reading back what deliveries there are, and what was quarantined in one."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from desil.engine.durable import finished_files
from desil.engine.private_files import make_private_file
from desil.engine.store import Store
from desil.errors import NotFound
from desil.intake.record.delivery_file import DELIVERY_FILE, Delivery, read_delivery


class RowReport(StrEnum):
    """What a delivery tells of its rows: those left out, and what was noted of those kept."""

    QUARANTINE = "quarantine"
    FINDINGS = "findings"


_PERSONAL = ("value", "raw")


def deliveries(store: Store) -> Sequence[Delivery]:
    """Every delivery, by reference date, then by the moment it was handed in."""
    files = finished_files(store.deliveries, f"*/*/{DELIVERY_FILE}")
    found = [read_delivery(path.parent) for path in files]
    return sorted(found, key=lambda d: (d.reference_date, d.handed_in_at, d.id))


def delivery_called(store: Store, delivery_id: str) -> Delivery:
    """The delivery with that id; NotFound when there is none."""
    for found in deliveries(store):
        if found.id == delivery_id:
            return found
    raise NotFound(
        "Tidak ada kiriman bernomor {delivery_id}.",
        hint="Lihat daftarnya: desil deliveries",
        delivery_id=delivery_id,
    )


def _rows(folder: Path, told: RowReport) -> Iterator[dict[str, object]]:
    with pq.ParquetFile(folder / f"{told}.parquet") as parquet:
        for batch in parquet.iter_batches():
            yield from batch.to_pylist()


def _shown(
    store: Store, delivery_id: str, told: RowReport, limit: int | None
) -> list[dict[str, object]]:
    rows = _rows(delivery_called(store, delivery_id).folder, told)
    return [{n: v for n, v in row.items() if n not in _PERSONAL} for row in islice(rows, limit)]


def quarantine(
    store: Store, delivery_id: str, *, limit: int | None = None
) -> list[dict[str, object]]:
    """The quarantined rows of a delivery, at most `limit`: unit, file, line, column, rule, says and
    what_to_do; the value and the raw row stay in the Parquet file, for they are personal."""
    return _shown(store, delivery_id, RowReport.QUARANTINE, limit)


def findings(
    store: Store, delivery_id: str, *, limit: int | None = None
) -> list[dict[str, object]]:
    """What was noted of accepted rows, at most `limit`: unit, file, line, column, rule, says and
    what_to_do; the value as it came stays in the Parquet file."""
    return _shown(store, delivery_id, RowReport.FINDINGS, limit)


def whole_rows(store: Store, delivery_id: str, told: RowReport) -> Iterator[dict[str, object]]:
    """Every quarantined row or every finding, one after another, personal values included;
    NotFound before the first when there is no such delivery."""
    return _rows(delivery_called(store, delivery_id).folder, told)


def save_report(store: Store, delivery_id: str, told: RowReport, path: Path) -> int:
    """Write every quarantined row or every finding, personal values included, to a CSV file; how
    many there are."""
    folder = delivery_called(store, delivery_id).folder
    with pq.ParquetFile(folder / f"{told}.parquet") as parquet:
        names = parquet.schema_arrow.names
    written = 0
    with make_private_file(path).open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, names)
        writer.writeheader()
        for row in _rows(folder, told):
            writer.writerow(row)
            written += 1
    return written


def save_quarantine(store: Store, delivery_id: str, path: Path) -> int:
    """Write every quarantined row, personal values included, to a CSV file; how many there are."""
    return save_report(store, delivery_id, RowReport.QUARANTINE, path)
