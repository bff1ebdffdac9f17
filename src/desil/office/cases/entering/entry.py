"""Quick entry at the counter, on a pendamping's phone, or at Dinsos: find, choose, fill in."""

from __future__ import annotations

import secrets
import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.permissions import Permission
from desil.accounts.purpose import (
    ask_purpose,
    ask_specific,
    is_specific_open,
    purpose_given,
    sees_specific,
)
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.cases.actions.entering import enter_case
from desil.cases.actions.evidence import add_evidence
from desil.cases.actions.moving import family_of_page
from desil.cases.actions.steps import propose_changes
from desil.cases.changes.register import KnownFamily
from desil.cases.kinds.kind import Kind, kinds
from desil.cases.kinds.words import About, Door, Step
from desil.cases.models import Case
from desil.cases.open_cases import open_about
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.elsewhere import open_elsewhere
from desil.cases.ticket import RANDOM_BYTES, shown
from desil.cases.whereabouts import family_of
from desil.cases.workflow.events import Move
from desil.errors import DesilError
from desil.office.cases.desk import case_row
from desil.office.cases.entering.facts import FactsForm
from desil.office.cases.entering.form import EntryForm
from desil.office.cases.page.facts import requested_facts
from desil.office.cases.page.file import requested_file
from desil.office.cases.request_context import (
    acted,
    door_of,
    evidence_folder,
    family_here,
    fault_text,
    officer_here,
    record_family_look,
    today,
)
from desil.office.cases.words import DOORS, document_label
from desil.office.work.request_context import record_fault
from desil.register.family_file.succession import numbers_of
from desil.ui.family.facts import said

_WITHOUT_FAMILY = frozenset({About.NEW_FAMILY, About.NOBODY})


def _open_at(door: Door, *, has_family: bool) -> dict[str, Kind]:
    return {
        name: kind
        for name, kind in kinds().items()
        if door in kind.doors and (kind.about not in _WITHOUT_FAMILY) == has_family
    }


def _choose(request: HttpRequest, handle: str) -> HttpResponse:
    door = door_of(user_of(request))
    shown_kinds = [
        (name, said(kind.label), said(kind.says), kind.is_urgent)
        for name, kind in _open_at(door, has_family=bool(handle)).items()
    ]
    told = {"kinds": shown_kinds, "handle": handle, "door": DOORS[door.value]}
    return render(request, "office/cases/choose.html", told)


@requires(Permission.CASE_ENTER)
@never_cache
@require_safe
def case_start(request: HttpRequest) -> HttpResponse:
    """Where an entry begins: find the family, or say that it is about none in the register."""
    return _choose(request, "")


@requires(Permission.CASE_ENTER)
@never_cache
@require_safe
def case_choose(request: HttpRequest, handle: str) -> HttpResponse:
    """The types of case about a family that was found in the reader's territory."""
    family_here(request, handle)
    return _choose(request, handle)


def _with_documents(request: HttpRequest, case: Case, form: EntryForm) -> None:
    """Add what was handed over; what cannot be read is told, the case stands all the same."""
    for name, content in form.documents():
        add = partial(
            add_evidence, case.number, document=name, content=content, folder=evidence_folder()
        )
        fault = acted(request, add)
        if fault is not None:
            told = {"document": document_label(name), "fault": fault_text(fault)}
            messages.error(request, _("%(document)s belum masuk. %(fault)s") % told)


def _entered(
    request: HttpRequest, form: EntryForm, facts: FactsForm, family: KnownFamily | None
) -> HttpResponse | None:
    """The case's page; None where the form must be mended."""
    at = timezone.now()
    number = family.family_number if family else ""
    entry = form.entry(door_of(user_of(request)), number, facts.changes())
    try:
        entered = enter_case(
            entry=entry,
            randomness=secrets.token_bytes(RANDOM_BYTES),
            by=officer_here(request),
            at=at,
            journal=journal_of_office(),
        )
    except DesilError as fault:
        record_fault(request, fault)
        form.add_error(None, fault_text(fault))
        return None
    _with_documents(request, entered.case, form)
    ticket = {"ticket": shown(entered.case.ticket)}
    messages.success(request, _("Tercatat. Nomor tiket pemohon: %(ticket)s") % ticket)
    return redirect("office:case", entered.case.number)


def _may_open(request: HttpRequest, kind: Kind, handle: str) -> bool:
    """Whether a case type asks for health and disability, and the reader, who may read them, has
    not opened this family's yet."""
    may = user_of(request).may(Permission.SPECIFIC_READ)
    return kind.tells_specific and may and not is_specific_open(request, handle)


def _open_about(form: EntryForm, family: KnownFamily | None) -> tuple[list[Case], int]:
    """The open cases about the same family that the reader sees, and how many they do not see."""
    number = family.family_number if family else form.data.get("family_number", "").strip()
    if not number:
        return [], 0
    numbers = numbers_of(number) if family else [number]
    there = open_about(numbers, without_key=form.data.get("client_key", ""))
    return there, open_elsewhere(numbers)


def _filled(request: HttpRequest, kind: Kind, family: KnownFamily | None, handle: str) -> Any:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    first = {"client_key": uuid.uuid4().hex}
    form = EntryForm(kind, family, user_of(request), data, files, initial=first)
    there, elsewhere = _open_about(form, family)
    if there or elsewhere:
        form.ask_despite()
    specific = bool(handle) and sees_specific(request, handle)
    facts = FactsForm(kind, family, data, specific=specific)
    if data is not None and form.is_valid() & facts.is_valid():
        answer = _entered(request, form, facts, family)
        if answer is not None:
            return answer
    told = {
        "form": form,
        "facts": facts,
        "kind": said(kind.label),
        "says": said(kind.says),
        "handle": handle,
        "open_here": [case_row(case, today()) for case in there],
        "open_elsewhere": elsewhere,
        "is_specific_closed": kind.tells_specific and not specific,
        "village": family.row.get("village_name") if family else "",
    }
    return render(request, "office/cases/entry.html", told)


@requires(Permission.CASE_ENTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_enter(request: HttpRequest, kind: str) -> HttpResponse:
    """Enter a case about nobody in the register. Sent twice, it is one case."""
    chosen = _open_at(door_of(user_of(request)), has_family=False).get(kind)
    if chosen is None:
        raise Http404("tidak ada jenis itu")
    answer: HttpResponse = _filled(request, chosen, None, "")
    return answer


@requires(Permission.CASE_ENTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_enter_for(request: HttpRequest, handle: str, kind: str) -> HttpResponse:
    """Enter a case about a family, after its purpose is given. Sent twice, it is one case."""
    chosen = _open_at(door_of(user_of(request)), has_family=True).get(kind)
    if chosen is None:
        raise Http404("tidak ada jenis itu")
    family = family_here(request, handle)
    if purpose_given(request, handle) is None:
        return ask_purpose(request, handle)
    if _may_open(request, chosen, handle):
        return ask_specific(request, handle)
    record_family_look(request, handle, family)
    answer: HttpResponse = _filled(request, chosen, family, handle)
    return answer


def _present_request(file: CaseFile, *, specific: bool) -> list[tuple[str, str]]:
    """What the case asks for now, beside the words of whoever is filling it in anew."""
    return [(fact.label, fact.after) for fact in requested_facts(file, specific=specific)]


def _is_at_visit(request: HttpRequest, file: CaseFile) -> bool:
    """Whether what is filled in is what a visitor saw, rather than what was asked."""
    return file.state.step is Step.VISIT and user_of(request).may(Permission.CASE_VISIT)


@requires(Permission.CASE_ENTER, Permission.CASE_VISIT, family=family_of_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_changes(request: HttpRequest, number: str) -> HttpResponse:
    """The facts that an open case asks to change, filled in anew."""
    file = requested_file(request, number)
    if not file.case.family_number or (Move.PROPOSE not in file.moves and request.method != "POST"):
        return redirect("office:case", number)
    handle = handles_of_office().of("kk", file.case.family_number)
    if _may_open(request, file.kind, handle):
        return ask_specific(request, handle)
    specific = sees_specific(request, handle)
    if file.kind.tells_specific and not specific:
        messages.error(request, _("Data kesehatan dan disabilitas diisi oleh pendamping sosial."))
        return redirect("office:case", number)
    family = family_of(file.case)
    if family is not None:
        record_family_look(request, handle, family)
    data = request.POST if request.method == "POST" else None
    form = FactsForm(file.kind, family, data, specific=specific)
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid():
        act = partial(
            propose_changes,
            number,
            form.changes(is_seen=_is_at_visit(request, file)),
            seen=int(seen) if seen.isascii() and seen.isdigit() else 0,
        )
        fault = acted(request, act, _("Tersimpan."))
        if fault is None:
            return redirect("office:case", number)
        form.add_error(None, fault_text(fault))
    told = {
        "facts": form,
        "case": file.case,
        "kind": said(file.kind.label),
        "seen": file.case.events,
        "asked_now": _present_request(file, specific=specific) if request.method == "POST" else [],
    }
    return render(request, "office/cases/changes.html", told)
