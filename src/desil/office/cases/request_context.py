"""What the pages of cases share: who acts, the evidence's folder, how a fault is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.purpose import record_family_read, record_family_refusal, sees_specific
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.cases.actions.people import officer_of
from desil.cases.calendar.working_days import working_calendar
from desil.cases.changes.register import KnownFamily, known_family
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.kinds.words import Door
from desil.cases.models import Case
from desil.cases.queries.visits import Home, homes_to_visit
from desil.cases.workflow.events import Officer
from desil.errors import DesilError, NotFound
from desil.office.work.request_context import record_fault


def officer_here(request: HttpRequest) -> Officer:
    """Who is signed in, as somebody who acts on cases."""
    return officer_of(user_of(request))


def evidence_folder() -> EvidenceFolder:
    """Where this installation keeps evidence."""
    return EvidenceFolder(settings.DESIL_HOME)


def today() -> date:
    """The day at the desk."""
    return working_calendar().day_of(timezone.now())


def door_of(user: User) -> Door:
    """The door at which a reader enters cases: Dinsos sees the whole city, who visits is a
    pendamping, everybody else sits at the kelurahan."""
    if user.territory.is_whole_city:
        return Door.DINSOS
    return Door.PENDAMPING if user.may(Permission.CASE_VISIT) else Door.KELURAHAN


def homes_here(request: HttpRequest, cases: Sequence[Case]) -> Mapping[int, Home]:
    """The homes that the reader is to visit, by case; the look is recorded."""
    return homes_to_visit(
        cases, by=officer_here(request), at=timezone.now(), journal=journal_of_office()
    )


def family_here(request: HttpRequest, handle: str) -> KnownFamily:
    """The present values of a family that the reader's territory shows. Http404 for any other; an
    attempt at one elsewhere is recorded as refused."""
    try:
        number = handles_of_office().number("kk", handle)
    except NotFound as fault:
        raise Http404(fault.message) from fault
    family = known_family(number)
    if family is None:
        journal = journal_of_office()
        record_family_refusal(
            journal.family(number), by=user_of(request).actor, at=timezone.now(), journal=journal
        )
        raise Http404("tidak ada keluarga itu")
    return family


def record_family_look(request: HttpRequest, handle: str, family: KnownFamily) -> None:
    """Record that the family's present values or its members are shown."""
    journal = journal_of_office()
    record_family_read(
        request,
        handle,
        journal.family(family.family_number),
        tuple(journal.person(nik) for nik in family.members),
        by=user_of(request).actor,
        at=timezone.now(),
        journal=journal,
    )


def sees_specific_of(request: HttpRequest, case: Case) -> bool:
    """Whether health and disability of the case's family are open to the reader now; of a family
    that is not in the register, whether the reader may read such data at all."""
    if not case.family_number:
        return user_of(request).may(Permission.SPECIFIC_READ)
    return sees_specific(request, handles_of_office().of("kk", case.family_number))


def fault_text(fault: DesilError) -> str:
    """A fault in one line: what was wrong, and what next."""
    return f"{fault.message} {fault.hint}".strip()


def acted(request: HttpRequest, action: Callable[..., object], told: str = "") -> DesilError | None:
    """None when `action` (called with by, at and journal) went well, and the next page says so;
    else its fault. The log keeps a refusal."""
    try:
        action(by=officer_here(request), at=timezone.now(), journal=journal_of_office())
    except DesilError as fault:
        record_fault(request, fault)
        return fault
    if told:
        messages.success(request, told)
    return None
