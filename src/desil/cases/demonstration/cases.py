"""The cases of a made-up city, made by the people whose steps they are, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from desil.accounts.territory import Territory
from desil.cases.actions.entering import Applicant, Entry
from desil.cases.actions.sending import send_signed
from desil.cases.calendar.working_days import working_calendar
from desil.cases.changes.register import KnownFamily, known_family
from desil.cases.demonstration.plan import SENT_AGO, PlannedCase, planned_cases
from desil.cases.demonstration.requests import (
    Neighbours,
    Request,
    free_number,
    oldest_member,
    requested_changes,
    requests,
)
from desil.cases.demonstration.walk import DemoOffice, acts_of, client_key
from desil.cases.kinds.words import About
from desil.cases.models import Case
from desil.cases.territory_scope import seeing
from desil.dictionary.rules.priority_deciles import priority_deciles
from desil.engine.progress import Progress
from desil.engine.store import Store
from desil.register.models import Family, FamilyDecile

_SENT_AT = time(16)  # after everything that was signed by that day


@dataclass(frozen=True, slots=True)
class _Families:
    """Families of the kelurahan, in the order of their numbers, by what matters to a request."""

    all: Sequence[str]
    unranked: Sequence[str]
    not_poor: Sequence[str]

    def chosen(self, request: Request, place: int) -> str:
        """The family of a case; where the kelurahan has none of the kind, any."""
        wanted = {"unranked": self.unranked, "not_poor": self.not_poor}.get(
            request.family, self.all
        )
        numbers = wanted or self.all
        return numbers[place % len(numbers)]


def _families(village: str) -> _Families:
    here = Family.current.filter(village_code=village, counted_size__gt=0)
    numbers = list(here.order_by("family_number").values_list("family_number", flat=True))
    deciles = FamilyDecile.current.filter(family_number__in=numbers).order_by("release_date")
    newest = dict(deciles.values_list("family_number", "decile_national"))
    poor = priority_deciles().first
    return _Families(
        numbers,
        [n for n in numbers if newest.get(n) is None],
        [n for n in numbers if (newest.get(n) or 0) > poor],
    )


def _listed_family(number: str) -> KnownFamily:
    family = known_family(number)
    assert family is not None  # noqa: S101 - it was listed just now
    return family


def _entry(plan: PlannedCase, families: _Families, village: str, at: datetime) -> Entry:
    """What is asked for in a case of the plan."""
    request = requests()[plan.kind.name]
    number = families.chosen(request, plan.place)
    known = _listed_family(number)
    other = _listed_family(families.all[(families.all.index(number) + 1) % len(families.all)])
    free = free_number(number, frozenset(families.all))
    is_new, is_person = plan.kind.about is About.NEW_FAMILY, plan.kind.about is About.PERSON
    oldest = oldest_member(known)
    who = known.members[oldest]
    asked = requested_changes(
        request,
        None if is_new else known,
        working_calendar().day_of(plan.moment(0, at)),
        Neighbours(other.family_number, oldest_member(other), free),
    )
    return Entry(
        kind=plan.kind.name,
        door=plan.door.value,
        client_key=client_key(plan),
        applicant=Applicant(str(who["name"] or ""), oldest, who["birth_date"]),
        family_number={About.NOBODY: "", About.NEW_FAMILY: free}.get(plan.kind.about, number),
        nik=oldest if is_person else "",
        village_code=village,
        told=request.told,
        changes=asked,
    )


def _sending(store: Store, office: DemoOffice, progress: Progress) -> Iterator[datetime]:
    """Send what is signed by then."""
    calendar = working_calendar()
    day = calendar.before(calendar.day_of(office.at), SENT_AGO)
    yield (at := datetime.combine(day, _SENT_AT, calendar.zone))
    send_signed(store, progress=progress, **office.named("data_officer", at))


def _carried_out(acts: Sequence[Iterator[datetime]]) -> None:
    """Do all acts in the order of their moments."""
    waiting = [(next(act), place, act) for place, act in enumerate(acts)]
    heapq.heapify(waiting)
    while waiting:
        _, place, act = heapq.heappop(waiting)
        later = next(act, None)
        if later is not None:
            heapq.heappush(waiting, (later, place, act))


def add_demo_cases(
    *, village: str, office: DemoOffice, store: Store, progress: Progress
) -> list[Case]:
    """The cases of a made-up city, about families of one kelurahan: each type at each of its steps,
    sent back, refused, objected, withdrawn and answered, some of them due or late. One transaction:
    whoever is killed has made none. Nothing where they are there already, or where the kelurahan
    has no two families. The caller holds the store's write lock."""
    with seeing(Territory(frozenset({village}))):
        plans = planned_cases()
        if Case.objects.filter(client_key__in=map(client_key, plans)).exists():
            return []
        families = _families(village)
        if len(families.all) < 2:
            return []
        acts = []
        for plan in plans:
            entry = _entry(plan, families, village, office.at)
            acts.append(acts_of(plan, entry, requests()[plan.kind.name].answer, office))
        _carried_out([*acts, _sending(store, office, progress)])
        keys = [client_key(plan) for plan in plans]
        return list(Case.objects.filter(client_key__in=keys).order_by("pk"))
