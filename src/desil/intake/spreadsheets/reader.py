"""Any workbook as text files, one for each sheet, read in a process that may die alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desil.engine.limited_process import ProcessDied, answer_of
from desil.errors import DeliveryRejected
from desil.intake.limits import WorkbookLimits

SEPARATOR = "|"
_CHILD = "desil.intake.spreadsheets.child"


@dataclass(frozen=True, slots=True)
class SheetText:
    """A sheet as a text file with row n in line n, separated by `|`.

    `hidden_rows` counts rows that the workbook hides, `hidden_columns` names such columns by their
    letters. They are left empty in the text unless they were asked for.
    """

    title: str
    path: Path
    lines: int
    is_hidden: bool
    hidden_rows: int
    hidden_columns: tuple[str, ...]


def _too_costly(name: str, limits: WorkbookLimits) -> DeliveryRejected:
    return DeliveryRejected(
        "Berkas {name} tidak dapat dibaca: pembacaannya melebihi batas "
        "({memory_mib} MiB memori, {seconds} detik) atau berhenti mendadak.",
        hint="Simpan lembar itu sebagai CSV, atau bagi menjadi beberapa berkas.",
        name=name,
        memory_mib=limits.memory_mib,
        seconds=limits.seconds,
    )


def sheets_as_texts(
    path: Path,
    scratch: Path,
    name: str,
    limits: WorkbookLimits,
    *,
    takes_hidden: bool = False,
) -> list[SheetText]:
    """Write every sheet of a workbook beside `scratch` and return them in the workbook's order.

    Reads XLSX, ODS and XLS. Raises DeliveryRejected for a file that is no whole workbook, has a
    password, has a filled cell far outside, or costs more than `limits`.
    """
    request: dict[str, object] = {
        "path": str(path),
        "folder": str(scratch.parent),
        "stem": scratch.name,
        "name": name,
        "limits": asdict(limits),
        "takes_hidden": takes_hidden,
    }
    try:
        told = answer_of(_CHILD, json.dumps(request), seconds=limits.seconds)
    except ProcessDied as died:
        raise _too_costly(name, limits) from died
    answered: dict[str, Any] = json.loads(told)
    if "refused" in answered:
        raise DeliveryRejected.from_facts(answered["refused"])
    return [
        SheetText(
            title=said["title"],
            path=scratch.parent / said["file"],
            lines=said["lines"],
            is_hidden=said["is_hidden"],
            hidden_rows=said["hidden_rows"],
            hidden_columns=tuple(said["hidden_columns"]),
        )
        for said in answered["sheets"]
    ]
