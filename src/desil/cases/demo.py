"""Cases of a made-up city: one that waits for the signature, and one that waits to be sent."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypedDict

from PIL import Image, ImageDraw

from desil.accounts.models import User
from desil.accounts.territory import Territory
from desil.audit.journal import Journal
from desil.cases.actions.entering import Applicant, Entry, enter_case
from desil.cases.actions.evidence import add_evidence
from desil.cases.actions.people import officer_of
from desil.cases.actions.signing import sign_cases
from desil.cases.actions.steps import advance
from desil.cases.changes.register import known_family
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step, documents
from desil.cases.models import Case
from desil.cases.territory_scope import seeing, seeing_city
from desil.cases.workflow.events import Officer
from desil.dictionary.tables import FAMILY
from desil.register.models import Family

_KIND = "identity_element"
_TAKERS = {Step.COMPLETE: "operator", Step.FINALISE: "lurah", Step.VERIFY: "verifier"}
_SIGNER = "head"
_CASES = 2  # the first is signed, the second waits for it
_PAPER, _PAPER_COLOUR, _INK = (900, 560), (233, 240, 228), (40, 40, 40)


class _Named(TypedDict):
    by: Officer
    at: datetime
    journal: Journal


@dataclass(frozen=True, slots=True)
class _Office:
    """Who works on the cases, by role; where papers are kept; when, and the log."""

    people: Mapping[str, Officer]
    folder: EvidenceFolder
    at: datetime
    journal: Journal

    def named(self, role: str) -> _Named:
        return {"by": self.people[role], "at": self.at, "journal": self.journal}


def _paper(text: str) -> bytes:
    """A picture that says that it is no real document."""
    image = Image.new("RGB", _PAPER, _PAPER_COLOUR)
    ImageDraw.Draw(image).text((60, 60), text, fill=_INK, font_size=36)
    made = io.BytesIO()
    image.save(made, "JPEG")
    return made.getvalue()


def _born_first(named: tuple[str, Mapping[str, Any]]) -> tuple[date, str]:
    """The order of members by birth date, the unknown last."""
    nik, member = named
    return member["birth_date"] or date.max, nik


def _key(number: str) -> str:
    return f"demo-{number}"


def _entry(number: str) -> Entry:
    family = known_family(number)
    assert family is not None  # noqa: S101 - it was listed just now
    nik, member = min(family.members.items(), key=_born_first)
    return Entry(
        kind=_KIND,
        door="kelurahan",
        client_key=_key(number),
        applicant=Applicant(str(member["name"] or ""), nik, member["birth_date"]),
        family_number=number,
        nik=nik,
        told="Nomor rumah kami salah tulis.",
        changes=(RequestedChange(FAMILY.name, "address", f"JL CONTOH {number[-2:]}"),),
    )


def _walked_to_signature(case: Case, office: _Office) -> None:
    for paper in kinds()[_KIND].documents:
        content = _paper(f"CONTOH: {documents()[paper].label.id}\nPermohonan {case.number}")
        add_evidence(
            case.number, document=paper, content=content, folder=office.folder,
            **office.named("operator"),
        )  # fmt: skip
    for role in _TAKERS.values():
        advance(case.number, **office.named(role))


def _families(village: str) -> list[str]:
    rows = Family.current.filter(village_code=village, counted_size__gt=0)
    return list(rows.order_by("family_number").values_list("family_number", flat=True)[:_CASES])


def add_demo_cases(
    *,
    usernames: Mapping[str, str],
    village: str,
    home: Path,
    draw: Callable[[], bytes],
    at: datetime,
    journal: Journal,
) -> list[Case]:
    """The cases of a made-up city, about families of one kelurahan; those that are there already
    stay as they are. `usernames` are the accounts of an operator, a lurah, a verifier and a head,
    by role; `draw` gives the random bytes of a ticket."""
    users = {
        u.username: officer_of(u) for u in User.objects.filter(username__in=usernames.values())
    }
    people = {role: users[name] for role, name in usernames.items()}
    office = _Office(people, EvidenceFolder(home), at, journal)
    made = []
    with seeing(Territory(frozenset({village}))):
        for number in _families(village):
            if Case.objects.filter(client_key=_key(number)).exists():
                continue
            case = enter_case(
                entry=_entry(number), randomness=draw(), **office.named("operator")
            ).case
            _walked_to_signature(case, office)
            made.append(case)
    if made:
        sign_cases([made[0].number], **office.named(_SIGNER))
    with seeing_city():
        return list(Case.objects.filter(pk__in=[case.pk for case in made]).order_by("pk"))
