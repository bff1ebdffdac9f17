"""A letter of a case as PDF: what happened, why, what may be done next, and its square code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml

from desil.cases.kinds.words import outcomes, reasons, step_rules
from desil.cases.letters.due import DueLetter, due_letters
from desil.cases.letters.instead import said_instead
from desil.cases.letters.mark import mark_of
from desil.cases.queries.case_file import CaseFile
from desil.cases.ticket import shown
from desil.dictionary.calendar.office_day import office_day
from desil.dictionary.codelists.months import MONTHS
from desil.engine.bounded_yaml import bounded_yaml
from desil.errors import NotFound, UsageFault
from desil.paper.qr_code import qr_svg
from desil.paper.typesetting import Template, typeset


def _declared(name: str) -> dict[str, Any]:
    text = (resources.files("desil.cases.letters") / name).read_text(encoding="utf-8")
    declared: dict[str, Any] = yaml.safe_load(text)
    return declared


def letterhead(home: Path) -> Mapping[str, Any]:
    """Office, address, place and signature of every letter: the home's own, else ours."""
    own = home / "letterhead.yaml"
    if own.is_file():
        try:
            declared: dict[str, Any] = bounded_yaml(own.read_text(encoding="utf-8"))
        except yaml.YAMLError as fault:
            raise UsageFault(
                "Berkas kop surat letterhead.yaml bukan YAML yang benar.",
                hint="Tulis `kunci: nilai` pada tiap baris, tanpa alias (*nama).",
            ) from fault
        return _declared("letterhead.yaml") | declared
    return _declared("letterhead.yaml")


def day_text(day: date | None) -> str:
    """A day as letters write it: 5 Mei 2026; a dash for none."""
    return f"{day.day} {MONTHS[day.month - 1].id} {day.year}" if day else "-"


def _words(file: CaseFile, due: DueLetter) -> dict[str, str]:
    step = file.state.step
    return {
        "kind": file.kind.label.id,
        "number": file.case.number,
        "step": step_rules()[step].label.id if step else "selesai",
        "reason": reasons()[due.reason].label.id if due.reason in reasons() else "-",
        "outcome": outcomes()[file.case.outcome].id if file.case.outcome in outcomes() else "-",
        "due": day_text(file.case.due_on),
        "until": day_text(file.object_by),
        "release": day_text(date.fromisoformat(due.release) if due.release else None),
    }


def _facts(file: CaseFile) -> list[tuple[str, str]]:
    return [
        ("Nomor permohonan", file.case.number),
        ("Jenis", file.kind.label.id),
        ("Diterima", day_text(office_day(file.case.entered_at))),
        ("Nomor tiket", shown(file.case.ticket)),
    ]


def letter_of(file: CaseFile, *, site: str, secret: str, home: Path) -> bytes:
    """The newest letter of a case as PDF/UA; `site` is the address of the portal's server. The
    letter is the same however often it is fetched. NotFound where the case came to none."""
    written = due_letters(file.kind, file.history)
    if not written:
        raise NotFound("Belum ada surat untuk permohonan ini.")
    due, head = written[-1], letterhead(home)
    said, words = _declared("letters.yaml")[due.letter.name], _words(file, due)
    mark = mark_of(file.case.number, due, secret=secret)
    address = urljoin(site, f"/warga/surat/{file.case.number}/{mark}/")
    values = {
        "language": "id",
        "title": due.letter.label.id,
        "office": head["office"],
        "address": head["address"],
        "number": f"{file.case.number}/{due.place}",
        "place_and_date": f"{head['place']}, {day_text(office_day(due.at))}",
        "to": ["Kepada pemohon"],
        "paragraphs": [text.format(**words) for text in said["paragraphs"]],
        "facts": [*_facts(file), *said_instead(file, due)],
        "steps": [text.format(**words) for text in said["steps"]],
        "closing": ["Hormat kami,"],
        "signed_by": head["signed_by"],
        "qr": qr_svg(address),
        "qr_alt": "Kode kotak untuk memeriksa surat ini",
        "qr_note": ["Periksa keaslian surat ini:", address],
    }
    return typeset(Template.LETTER, values, at=due.at)
