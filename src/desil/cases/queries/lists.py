"""Cases in lists: what waits, of whom, and what looks alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from desil.cases.actions.signing import require_signer
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step, step_rules
from desil.cases.models import Case, CaseChange
from desil.cases.territory_scope import seeing_city
from desil.cases.ticket import ticket_read
from desil.cases.workflow.events import Officer
from desil.cases.workflow.state import Standing
from desil.errors import UsageFault

_NUMBER = re.compile(r"(20\d\d) ?[-/] ?(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases: empty means all. `village` is a BPS code or the start of one; `due_on` the last
    day of the clock; `late_on` a day on which the clock has run out; `waits_for` steps."""

    standing: str = Standing.OPEN.value
    waits_for: Sequence[str] = ()
    kind: str = ""
    door: str = ""
    village: str = ""
    due_on: date | None = None
    late_on: date | None = None
    entered_by: str = ""


_ALL = Wanted()


def listed(wanted: Wanted) -> QuerySet[Case]:
    """The cases, the most pressing first; slice it for a page, count it for a total."""
    rows = Case.objects.all()
    if wanted.standing:
        rows = rows.filter(standing=wanted.standing)
    if wanted.waits_for:
        rows = rows.filter(step__in=wanted.waits_for)
    for name in ("kind", "door", "entered_by"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.village:
        rows = rows.filter(village_code__startswith=wanted.village)
    if wanted.due_on:
        rows = rows.filter(due_on=wanted.due_on)
    if wanted.late_on:
        rows = rows.filter(due_on__lt=wanted.late_on)
    return rows.order_by("due_on", "pk")


def open_case_families() -> list[str]:
    """The families with an open case that the session may see, each once."""
    rows = Case.objects.filter(standing=Standing.OPEN.value, family_number__isnull=False)
    return sorted({str(number) for number in rows.values_list("family_number", flat=True)})


def steps_of(by: Officer) -> tuple[str, ...]:
    """The steps that this person's permissions let them take."""
    return tuple(
        step.value
        for step, rule in step_rules().items()
        if step is not Step.ENTER and by.may(rule.permission)
    )


def work_of(by: Officer) -> QuerySet[Case]:
    """What waits for a step that this person may take, the most pressing first. Some of these may
    still be for a colleague: whoever had a part in a case is kept apart when they take it."""
    return listed(Wanted(waits_for=steps_of(by) or ("-",)))


def cases_of_family(numbers: Sequence[str]) -> QuerySet[Case]:
    """Every case about a family, by its numbers now and before, the newest first."""
    return Case.objects.filter(family_number__in=numbers).order_by("-pk")


def is_case_number(typed: str) -> bool:
    """Whether somebody typed the number of a case, such as 2026-000017 or 2026/17."""
    return bool(_NUMBER.fullmatch(typed.strip()))


def cases_named(typed: str) -> list[Case]:
    """The case with this ticket or number among those that the session may see; none for any
    other text."""
    if match := _NUMBER.fullmatch(typed.strip()):
        number = f"{match.group(1)}-{int(match.group(2)):06d}"
        return [c for c in Case.objects.filter(pk=int(match.group(2))) if c.is_numbered(number)]
    try:
        return list(Case.objects.filter(ticket=ticket_read(typed)))
    except UsageFault:
        return []


def similar_cases(case: Case) -> QuerySet[Case]:
    """Open cases about the same family or person, that may be the same or belong together."""
    about = Q(family_number=case.family_number) if case.family_number else Q(pk__isnull=True)
    if case.nik:
        about |= Q(nik=case.nik)
    return Case.objects.filter(about, standing=Standing.OPEN.value).exclude(pk=case.pk)


@dataclass(frozen=True, slots=True)
class ToSign:
    """A case as whoever signs sees it: nobody's name, number or address."""

    number: str
    kind: str
    village_code: str
    is_urgent: bool
    due_on: date | None
    facts: tuple[str, ...]
    takers: tuple[tuple[str, str], ...]  # step and the name of the officer who took it


def cases_to_sign(by: Officer, wanted: Wanted = _ALL) -> list[ToSign]:
    """The wanted cases that wait for a signature, the most pressing first; Refused for whoever
    does not sign."""
    return _for_the_signer(by, Step.SIGN, wanted)


def count_to_sign(by: Officer, wanted: Wanted = _ALL) -> int:
    """How many cases `cases_to_sign` returns."""
    require_signer(by)
    with seeing_city():
        return listed(replace(wanted, waits_for=(Step.SIGN.value,))).count()


def signed_unsent(by: Officer) -> list[ToSign]:
    """What this person signed and nobody has sent yet; Refused for whoever does not sign."""
    return _for_the_signer(by, Step.SEND, _ALL, signed_by=by.actor)


def _for_the_signer(
    by: Officer, step: Step, wanted: Wanted, *, signed_by: str = ""
) -> list[ToSign]:
    require_signer(by)
    with seeing_city():
        waiting = listed(replace(wanted, waits_for=(step.value,))).prefetch_related("history")
        rows = [c for c in waiting if not signed_by or _signer_of(c) == signed_by]
        changes: dict[int, list[str]] = {}
        for case_id, fact in CaseChange.objects.filter(case__in=rows, is_current=True).values_list(
            "case_id", "fact"
        ):
            changes.setdefault(case_id, []).append(fact)
        return [_to_sign(case, changes.get(case.pk, [])) for case in rows]


def _signer_of(case: Case) -> str:
    signed = [e.by for e in case.history.all() if e.move == "advance" and e.step == "sign"]
    return signed[-1] if signed else ""


def _to_sign(case: Case, facts: list[str]) -> ToSign:
    took = {e.step: e.by_name for e in case.history.all() if e.move == "advance" and e.step}
    return ToSign(
        case.number,
        case.kind,
        case.village_code,
        kinds()[case.kind].is_urgent,
        case.due_on,
        tuple(sorted(facts)),
        tuple(took.items()),
    )
