"""The visits that wait in an officer's territory, as their phone may carry them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desil.accounts.actions.recorded import recorded
from desil.accounts.masking import mask_address, mask_name
from desil.accounts.permissions import Permission
from desil.audit.event import Purpose
from desil.audit.journal import Journal
from desil.cases.kinds.words import Step
from desil.cases.models import Case
from desil.cases.queries.lists import Wanted, listed
from desil.cases.workflow.events import Officer
from desil.dictionary.areas import city_villages
from desil.errors import Refused
from desil.registry.models import Family, Publication

MOST = 500  # visits on one phone


@dataclass(frozen=True, slots=True)
class Visit:
    """A home to visit: the case's number, a label without a whole name or address, and what the
    phone has seen ("<publication>.<events of the case>")."""

    number: str
    label: str
    seen: str


def _homes(cases: list[Case]) -> dict[str, Mapping[str, str | None]]:
    numbers = [case.family_number for case in cases if case.family_number]
    rows = Family.objects.filter(publication__is_current=True, family_number__in=numbers)
    return {
        str(row["family_number"]): {"head_name": row["head_name"], "address": row["address"]}
        for row in rows.values("family_number", "head_name", "address")
    }


def _label(case: Case, home: Mapping[str, str | None], villages: Mapping[str, str]) -> str:
    parts = (
        case.number,
        mask_name(home.get("head_name")),
        mask_address(home.get("address")),
        villages.get(case.village_code, ""),
    )
    return " · ".join(part for part in parts if part)


def visits_waiting(*, by: Officer, at: datetime, journal: Journal) -> list[Visit]:
    """At most `MOST` visits, by kelurahan and address as one walks; recorded as FIELD_VISITS_READ
    with every family on it. Refused for whoever visits no homes."""
    if not by.may(Permission.CASE_VISIT):
        raise Refused("Daftar kunjungan bukan untuk Anda.", hint="Minta pendamping.")
    with recorded(journal, "FIELD_VISITS_READ", "case", by=by.actor, at=at) as deed:
        cases = list(listed(Wanted(waits_for=(Step.VISIT.value,)))[:MOST])
        homes, villages = _homes(cases), {v.bps: v.name for v in city_villages()}
        current = Publication.objects.filter(is_current=True).values_list("pk", flat=True).first()
        deed.purpose = Purpose.VISIT
        deed.payload["visits"] = len(cases)
        deed.subjects = tuple(journal.family(number) for number in sorted(homes))

    def home(case: Case) -> Mapping[str, str | None]:
        return homes.get(case.family_number or "", {})

    cases.sort(key=lambda c: (c.village_code, home(c).get("address") or "", c.pk))
    return [
        Visit(c.number, _label(c, home(c), villages), f"{current or 0}.{c.events}") for c in cases
    ]
