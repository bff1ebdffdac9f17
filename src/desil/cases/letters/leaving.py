"""The letter to a family that a new signed list of a programme no longer has: why, and what next.

Always in Indonesian, like every letter. What it says is data: leaving.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from desil.cases.letters.letter import day_text, letterhead
from desil.cases.letters.words import word
from desil.dictionary.calendar.office_day import office_day
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.eligibility.lists.period import period_of
from desil.errors import NotFound
from desil.paper.qr_code import qr_svg
from desil.paper.typesetting import Template, typeset
from desil.programmes.leaving import Left


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom a letter goes: the head's name, the address, and the kelurahan."""

    name: str
    address: str
    village: str


def _when(period: str) -> str:
    return period_of(period).label.id


def _paragraphs(told: Left) -> list[str]:
    text = (resources.files("desil.cases.letters") / "leaving.yaml").read_text(encoding="utf-8")
    said = bounded_yaml(text)
    if told.reason not in said["reasons"]:
        raise NotFound("Alasannya tidak dapat dihitung lagi, jadi surat tidak dapat dibuat.")
    words = {"programme": told.now.name_id, "period": _when(told.now.period)}
    opening = said["opening"][told.now.unit].format(**words)
    closing = said["closing_of"].get(told.reason, said["closing"])
    return [opening, said["reasons"][told.reason], closing]


def _steps(left: Sequence[Left], near_desk: str) -> list[str]:
    text = (resources.files("desil.cases.letters") / "leaving.yaml").read_text(encoding="utf-8")
    said = bounded_yaml(text)
    is_gone = all(one.reason == "gone" for one in left)
    return [s.format(near_desk=near_desk) for s in said["steps_of_gone" if is_gone else "steps"]]


def leaving_letter(
    left: Sequence[Left], receiver: Receiver, *, site: str, home: Path, at: datetime
) -> bytes:
    """The letter as PDF/UA about what one family left on one list, the persons of it by number
    alone; `site` is the address of the portal's server.

    The same however often it is fetched, with the day on which the list was signed (`at`).
    NotFound where the reason is not known.
    """
    values = leaving_values(left, receiver, site=site, home=home, at=at)
    return typeset(Template.LETTER, values, at=at, home=home)


def leaving_values(
    left: Sequence[Left], receiver: Receiver, *, site: str, home: Path, at: datetime
) -> dict[str, Any]:
    """What that letter says, by the parts of its template; NotFound as `leaving_letter`."""
    head, now = letterhead(home), left[0].now
    address = urljoin(site, "/warga/cek/")
    facts = [(word("list"), now.name_id), (word("list_before"), _when(left[0].before.period)),
             (word("list_now"), _when(now.period)),
             *dict.fromkeys((word("reason"), one.says.id) for one in left)]  # fmt: skip
    return {
        "language": "id",
        "title": word("title_of_leaving"),
        "office": head["office"],
        "address": head["address"],
        "number": f"{now.programme}/{now.period}/{now.pk[:8]}",
        "place_and_date": f"{head['place']}, {day_text(office_day(at))}",
        "to": [word("to_family"), receiver.name, receiver.address, receiver.village],
        "paragraphs": list(dict.fromkeys(p for one in left for p in _paragraphs(one))),
        "facts": facts,
        "steps": _steps(left, head["near_desk"]),
        "closing": [word("closing")],
        "signed_by": head["signed_by"],
        "qr": qr_svg(address),
        "qr_alt": word("qr_of_family"),
        "qr_note": [word("qr_of_family_note"), address],
    }
