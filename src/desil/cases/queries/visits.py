"""The visits that wait in an officer's territory, as their phone may carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desil.accounts.actions.recorded import recorded
from desil.accounts.masking import mask_address, mask_name
from desil.accounts.permissions import Permission
from desil.audit.event import Purpose
from desil.audit.journal import Journal
from desil.cases.changes.member_findings import member_label
from desil.cases.changes.values import stored_text
from desil.cases.changes.visit_findings import in_words
from desil.cases.changes.visited import person_groups_of
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseChange
from desil.cases.queries.lists import Wanted, listed
from desil.cases.workflow.events import Officer
from desil.dictionary.areas import city_villages
from desil.dictionary.tables import PERSON
from desil.errors import Refused
from desil.register.models import Family, Person, Publication

MOST = 500  # visits on one phone
_RELATIONSHIP = PERSON.column("relationship")


@dataclass(frozen=True, slots=True)
class VisitedMember:
    """A member whose education or work a visit may ask about: the NIK (for a handle; it goes on no
    phone), and a label without a whole name."""

    nik: str
    label: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A home to visit: the case's number, a label without a whole name or address, what the phone
    has seen ("<publication>.<events of the case>"), the groups of facts of persons that the case
    type changes, and the members where it changes any."""

    number: str
    label: str
    seen: str
    asks: tuple[str, ...] = ()
    members: tuple[VisitedMember, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """Name of the head and address of a home, whole; empty where not known."""

    name: str
    address: str


def _homes(cases: Sequence[Case]) -> dict[str, Mapping[str, str | None]]:
    numbers = [case.family_number for case in cases if case.family_number]
    rows = Family.current.filter(family_number__in=numbers)
    return {
        str(row["family_number"]): {"head_name": row["head_name"], "address": row["address"]}
        for row in rows.values("family_number", "head_name", "address")
    }


def _members(cases: list[Case]) -> dict[str, list[VisitedMember]]:
    """The members of the families whose cases ask about persons, the head first."""
    numbers = {c.family_number for c in cases if person_groups_of(kinds()[c.kind])} - {None}
    rows = Person.current.filter(family_number__in=numbers)
    found: dict[str, list[VisitedMember]] = {}
    for number, nik, name, relationship in rows.order_by(
        "family_number", "relationship", "nik"
    ).values_list("family_number", "nik", "name", "relationship"):
        parts = (member_label(nik, name), in_words(_RELATIONSHIP, stored_text(relationship)))
        found.setdefault(str(number), []).append(VisitedMember(nik, " · ".join(parts)))
    return found


def _label(case: Case, home: Mapping[str, str | None], villages: Mapping[str, str]) -> str:
    parts = (
        case.number,
        mask_name(home.get("head_name")),
        mask_address(home.get("address")),
        villages.get(case.village_code, ""),
    )
    return " · ".join(part for part in parts if part)


def _visit(
    case: Case,
    home: Mapping[str, str | None],
    villages: Mapping[str, str],
    publication: int,
    members: Mapping[str, list[VisitedMember]],
) -> Visit:
    asks = person_groups_of(kinds()[case.kind])
    asked_about = members.get(case.family_number or "", []) if asks else []
    label, seen = _label(case, home, villages), f"{publication}.{case.events}"
    return Visit(case.number, label, seen, asks, tuple(asked_about))


def visits_waiting(*, by: Officer, at: datetime, journal: Journal) -> list[Visit]:
    """At most `MOST` visits, by kelurahan and address as one walks; recorded as FIELD_VISITS_READ
    with every family on it. Refused for whoever visits no homes."""
    if not by.may(Permission.CASE_VISIT):
        raise Refused("Daftar kunjungan bukan untuk Anda.", hint="Minta pendamping.")
    with recorded(journal, "FIELD_VISITS_READ", "case", by=by.actor, at=at) as record:
        cases = list(listed(Wanted(waits_for=(Step.VISIT.value,)))[:MOST])
        homes, members = _homes(cases), _members(cases)
        villages = {v.bps: v.name for v in city_villages()}
        current = Publication.current_id()
        record.purpose = Purpose.VISIT
        record.payload["visits"] = len(cases)
        record.subjects = tuple(journal.family(number) for number in sorted(homes))

    def home(case: Case) -> Mapping[str, str | None]:
        return homes.get(case.family_number or "", {})

    cases.sort(key=lambda c: (c.village_code, home(c).get("address") or "", c.pk))
    return [_visit(c, home(c), villages, current or 0, members) for c in cases]


def _home_in_request(case: Case) -> Home:
    """What a case says of a family that is not in the register yet."""
    rows = CaseChange.objects.filter(
        case=case, is_current=True, fact__in=("head_name", "address")
    ).values_list("fact", "new_value")
    told = dict(rows)
    return Home(told.get("head_name", ""), told.get("address", ""))


def homes_to_visit(
    cases: Sequence[Case], *, by: Officer, at: datetime, journal: Journal
) -> Mapping[int, Home]:
    """By case the home, of those that wait for a visit; recorded as FAMILY_READ for the visit.
    Nothing for whoever visits no homes."""
    waiting = [c for c in cases if c.step == Step.VISIT.value and c.family_number]
    if not waiting or not by.may(Permission.CASE_VISIT):
        return {}
    with recorded(journal, "FAMILY_READ", "case", by=by.actor, at=at) as record:
        numbers = sorted({str(c.family_number) for c in waiting})
        record.purpose, record.payload["visits"] = Purpose.VISIT, len(waiting)
        record.subjects = tuple(journal.family(number) for number in numbers)
        listed_homes = _homes(waiting)
    return {
        case.pk: Home(home["head_name"] or "", home["address"] or "")
        if (home := listed_homes.get(str(case.family_number)))
        else _home_in_request(case)
        for case in waiting
    }
