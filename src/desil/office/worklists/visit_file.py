"""A work list as a file for a field visit: who may be seen where, by whom it was taken and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from desil.register.worklists.lists import Listed

HEADINGS = (
    "kelurahan",
    "kode_bps",
    "rw",
    "rt",
    "alamat",
    "kepala_keluarga",
    "nomor_kk",
    "desil_resmi",
    "desil_indikatif",
    "peluang_desil_1_4",
)
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(text: str | None) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe in front where it might."""
    value = text or ""
    return f"'{value}" if value.lstrip(" ").startswith(_STARTS_FORMULA) else value


def as_text(digits: str) -> str:
    """An identifier that no spreadsheet turns into a rounded number: an apostrophe in front."""
    return f"'{digits}"


def visit_file(
    families: Iterable[Listed], *, village: str, title: str, by: str, at: datetime, purpose: str
) -> str:
    """The file, comma-separated: five lines that say what it is, who took it, when and why, an
    empty line, the headings, and one line a family."""
    out = io.StringIO()
    writer = csv.writer(out)
    for key, value in (
        ("daftar", title),
        ("kelurahan", village),
        ("diunduh_oleh", by),
        ("diunduh_pada", at.isoformat(timespec="minutes")),
        ("keperluan", purpose),
    ):
        writer.writerow((key, safe_cell(value)))
    writer.writerow(())
    writer.writerow(HEADINGS)
    for family in families:
        writer.writerow(
            (
                safe_cell(village),
                as_text(family.village_code),
                as_text(family.rw),
                as_text(family.rt),
                safe_cell(family.address),
                safe_cell(family.head_name),
                as_text(family.family_number),
                family.official or "belum",
                family.indicative or "",
                f"{family.desil_1_4_ppm / 1_000_000:.3f}",
            )
        )
    return out.getvalue()
