"""The sheets of a workbook that fit a layout, each as a text file with its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desil.errors import DeliveryRejected, catalogued
from desil.intake.files.heading import Heading, head_lines, heading_of
from desil.intake.limits import workbook_limits
from desil.intake.spreadsheets.reader import SEPARATOR, SheetText, sheets_as_texts
from desil.sources.layout import Layout


@dataclass(frozen=True, slots=True)
class FittingSheet:
    """A sheet whose heading fits: what to call it, its text, its heading."""

    name: str
    text: SheetText
    heading: Heading


@dataclass(frozen=True, slots=True)
class UnusedSheet:
    """A sheet that is not read: what to call it, and its text."""

    name: str
    text: SheetText


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as it was read: the sheets that are used, and those that are not."""

    fitting: tuple[FittingSheet, ...]
    unused: tuple[UnusedSheet, ...]


_HIDDEN = catalogued("Tersembunyi dan tidak dibaca: {hidden}; baca juga dengan --hidden.")


def _is_empty(lines: Sequence[str]) -> bool:
    return not any(line.strip(SEPARATOR + " ") for line in lines)


def _hidden_parts(sheets: Sequence[SheetText]) -> str:
    """What the sheets hide, for a refusal that it may explain; empty where nothing is hidden."""
    hidden = [f"lembar {s.title!r}" for s in sheets if s.is_hidden]
    hidden += [
        f"kolom {', '.join(s.hidden_columns)} di lembar {s.title!r}"
        for s in sheets
        if s.hidden_columns
    ]
    return "; ".join(hidden)


def _explained(refused: DeliveryRejected, sheets: Sequence[SheetText]) -> DeliveryRejected:
    if not (hidden := _hidden_parts(sheets)):
        return refused
    message, *hints = refused.codes
    return DeliveryRejected(message, hint=(*hints, _HIDDEN), **refused.values, hidden=hidden)


def workbook_as_texts(
    path: Path,
    scratch: Path,
    layout: Layout,
    name: str,
    accept_missing: bool,
    *,
    takes_hidden: bool = False,
) -> Workbook:
    """Write every sheet to a text beside `scratch`; those whose heading fits `layout` are used.

    A hidden sheet is used only with `takes_hidden`. Raises DeliveryRejected with the complaint of
    the nearest sheet where none fits.
    """
    limits = workbook_limits("delivery_workbook")
    sheets = sheets_as_texts(path, scratch, name, limits, takes_hidden=takes_hidden)
    fitting: list[FittingSheet] = []
    unused: list[SheetText] = []
    complaints: list[DeliveryRejected] = []
    for sheet in sheets:
        lines = head_lines(sheet.path)
        if _is_empty(lines):
            continue
        unused.append(sheet)
        if sheet.is_hidden and not takes_hidden:
            continue
        try:
            heading = heading_of(lines, layout, name, accept_missing)
        except DeliveryRejected as refused:
            complaints.append(refused)
            continue
        fitting.append(FittingSheet(sheet.title, unused.pop(), heading))
    if fitting:
        return Workbook(
            tuple(fitting), tuple(UnusedSheet(f"{name} [{s.title}]", s) for s in unused)
        )
    if not complaints:
        complaints = [
            DeliveryRejected(
                "Berkas {name} kosong.",
                hint="Serahkan lembar yang berisi kepala tabel dan baris.",
                name=name,
            )
        ]
    nearest = next((c for c in complaints if "kolom" in c.message), complaints[0])
    raise _explained(nearest, sheets)
