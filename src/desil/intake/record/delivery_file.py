"""`delivery.json`: what is known of a delivery beside its rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desil.engine.durable import write_text_whole

DELIVERY_FILE = "delivery.json"


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A file as it was handed in; `size` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class UnitCount:
    """Rows of one unit; `accepted + quarantined = read`, always."""

    read: int
    accepted: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class TableRead:
    """One file, or one sheet of a workbook.

    `unit` is empty for a sheet that was not read. `columns` are the headers whose cells were read,
    `unused_columns` the others. `hidden_rows` and `hidden_columns` (letters) are what the sheet
    hides; they were read only if `reads_hidden`. `changed` counts cells that were mended or
    emptied in rows that were accepted.
    """

    name: str
    unit: str
    rows: int
    columns: tuple[str, ...]
    unused_columns: tuple[str, ...]
    changed: int = 0
    is_hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()
    reads_hidden: bool = False

    @property
    def hides(self) -> bool:
        """Whether the sheet, or a row or column of it with something in it, is hidden."""
        return self.is_hidden or bool(self.hidden_rows or self.hidden_columns)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery: immutable, whole, in a folder of its own.

    `id` is `<source>-<reference date>-<12 hex digits of its recipe's hash>`. `findings` counts
    what is told of accepted rows and why rows were quarantined, by rule. `already_there` says that
    the same bytes had been handed in before. A partial delivery replaces only the kelurahan that it
    lists, in the release of its date.
    """

    id: str
    source: str
    reference_date: date
    files: tuple[DeliveredFile, ...]
    units: Mapping[str, UnitCount]
    findings: Mapping[str, int]
    handed_in_by: str
    handed_in_at: datetime
    folder: Path
    in_form_codes: bool = False
    accepted_missing: tuple[str, ...] = ()
    unused_headers: tuple[str, ...] = ()
    already_there: bool = False
    is_partial: bool = False
    tables: tuple[TableRead, ...] = ()
    reads_hidden: bool = False

    @property
    def accepted(self) -> int:
        """Rows of every unit that were accepted."""
        return sum(count.accepted for count in self.units.values())


def write_delivery(folder: Path, delivery: Delivery) -> None:
    """Write `delivery.json` into a delivery's folder."""
    content = {
        "id": delivery.id,
        "source": delivery.source,
        "reference_date": delivery.reference_date.isoformat(),
        "handed_in_by": delivery.handed_in_by,
        "handed_in_at": delivery.handed_in_at.isoformat(),
        "in_form_codes": delivery.in_form_codes,
        "is_partial": delivery.is_partial,
        "reads_hidden": delivery.reads_hidden,
        "tables": [asdict(table) for table in delivery.tables],
        "accepted_missing": list(delivery.accepted_missing),
        "unused_headers": list(delivery.unused_headers),
        "files": [asdict(f) for f in delivery.files],
        "units": {name: asdict(count) for name, count in delivery.units.items()},
        "findings": dict(delivery.findings),
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    write_text_whole(folder / DELIVERY_FILE, text)


def _table(said: Mapping[str, Any]) -> TableRead:
    lists = {n: tuple(v) for n, v in said.items() if isinstance(v, list)}
    return TableRead(**{**said, **lists})


def read_delivery(folder: Path, *, already_there: bool = False) -> Delivery:
    """The delivery in `folder`."""
    content = json.loads((folder / DELIVERY_FILE).read_text(encoding="utf-8"))
    return Delivery(
        id=content["id"],
        source=content["source"],
        reference_date=date.fromisoformat(content["reference_date"]),
        files=tuple(DeliveredFile(**f) for f in content["files"]),
        units={name: UnitCount(**count) for name, count in content["units"].items()},
        findings=content["findings"],
        handed_in_by=content["handed_in_by"],
        handed_in_at=datetime.fromisoformat(content["handed_in_at"]),
        folder=folder,
        in_form_codes=content["in_form_codes"],
        accepted_missing=tuple(content["accepted_missing"]),
        unused_headers=tuple(content.get("unused_headers", ())),
        already_there=already_there,
        is_partial=content.get("is_partial", False),
        reads_hidden=content.get("reads_hidden", False),
        tables=tuple(_table(said) for said in content.get("tables", ())),
    )
