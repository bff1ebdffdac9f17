"""The page of one case: where it stands, what it asks for, and what its reader may do now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.masking import mask_name, mask_number
from desil.accounts.permissions import Permission
from desil.accounts.purpose import record_family_read
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.cases.actions.moving import family_of_page
from desil.cases.letters.due import due_letters
from desil.cases.letters.letter import letter_of
from desil.cases.models import CaseApplicant
from desil.cases.queries.case_file import CaseFile, open_case_file
from desil.cases.queries.handed_over import handed_over_case
from desil.cases.queries.lists import similar_cases
from desil.cases.whereabouts import Whereabouts, place_of
from desil.cases.workflow.events import Move
from desil.dictionary.tables import PERSON
from desil.errors import DesilError, NotFound
from desil.office.cases.desk import case_row
from desil.office.cases.document_form import DocumentForm
from desil.office.cases.forms import MoveForm
from desil.office.cases.page.facts import facts_shown, has_effect
from desil.office.cases.page.offered import offered
from desil.office.cases.page.thumbnails import shown_evidence
from desil.office.cases.page.timeline import timeline
from desil.office.cases.request_context import homes_here, officer_here, sees_specific_of, today
from desil.office.cases.words import (
    clock_text,
    document_label,
    outcome_label,
    reason_label,
    step_label,
    village_label,
    whereabouts_words,
)
from desil.ui.family.facts import said


def _applicant(applicant: CaseApplicant | None) -> dict[str, object] | None:
    if applicant is None:
        return None
    return {
        "name": mask_name(applicant.name),
        "nik": mask_number(applicant.nik),
        "born": applicant.birth_date.year if applicant.birth_date else None,
        "phone": applicant.phone,
    }


def _event_values(file: CaseFile, day: date, *, specific: bool) -> dict[str, object]:
    case, has_notes = file.case, specific or not file.kind.tells_specific
    handle = handles_of_office().of("kk", case.family_number) if case.family_number else ""
    letters = due_letters(file.kind, file.history)
    return {
        "file": file,
        "case": case,
        "row": case_row(case, day),
        "says": said(file.kind.says),
        "reason": reason_label(case.reason) if case.reason else "",
        "outcome": outcome_label(case.outcome) if case.outcome else "",
        "clock": clock_text(case.due_on, day),
        "steps": [
            (step_label(s.value), s in file.state.takers, s is file.state.step)
            for s in file.kind.steps
        ],
        "handle": handle,
        "family": mask_number(case.family_number),
        "person": mask_number(case.nik),
        "applicant": _applicant(file.applicant),
        "history": timeline(file.history, has_notes=has_notes),
        "missing": [document_label(name) for name in file.missing],
        "letter": said(letters[-1].letter.label) if letters else "",
    }


def _record_specific(request: HttpRequest, file: CaseFile) -> None:
    """Record that facts of health or disability were shown, and whose."""
    journal, number = journal_of_office(), file.case.family_number or ""
    members = {change.subject for change in file.changes if change.fact_table == PERSON.name}
    record_family_read(
        request,
        handles_of_office().of("kk", number),
        journal.family(number),
        tuple(journal.person(nik) for nik in sorted(members)),
        by=user_of(request).actor,
        at=timezone.now(),
        journal=journal,
    )


def requested_file(request: HttpRequest, number: str) -> CaseFile:
    """The file of a case, its opening recorded; the page of nothing where it is not there."""
    try:
        return open_case_file(
            number, by=officer_here(request), at=timezone.now(), journal=journal_of_office()
        )
    except DesilError as fault:
        raise Http404("tidak ada permohonan itu") from fault


def page_of(
    request: HttpRequest,
    file: CaseFile,
    *,
    sent: tuple[Move, MoveForm] | None = None,
    document: DocumentForm | None = None,
) -> HttpResponse:
    """The page of an opened case; a form that was sent and is wrong is shown as it came."""
    day = today()
    place = place_of(file.case)
    similar: Sequence[object] = [case_row(c, day) for c in similar_cases(file.case)[:20]]
    may_add = Move.DOCUMENT in file.moves
    specific = sees_specific_of(request, file.case)
    may_read_facts = not file.kind.tells_specific or user_of(request).may(Permission.SPECIFIC_READ)
    if specific and file.kind.tells_specific and file.changes:
        _record_specific(request, file)
    has_moved = place.whereabouts is not Whereabouts.HERE
    offers = offered(file, officer_here(request), day, sent, has_moved=has_moved)
    is_lost = sent is not None and not any(offer.form is sent[1] for offer in offers)
    shown = {
        **_event_values(file, day, specific=specific),
        **facts_shown(file, specific=specific),
        "has_effect": has_effect(file),
        "evidence": shown_evidence(request, file.evidence, specific=specific),
        "similar": similar,
        "home": homes_here(request, [file.case]).get(file.case.pk),
        "whereabouts": whereabouts_words(place),
        "offers": offers,
        "unsent": sent[1] if sent and is_lost else None,
        "document": (document or DocumentForm(file.missing)) if may_add else None,
        "may_propose": Move.PROPOSE in file.moves and may_read_facts,
        "sees_told": specific
        or not file.kind.tells_specific
        or user_of(request).may(Permission.CASE_ENTER),
        "is_document_sent": document is not None,
    }
    return render(request, "office/cases/case.html", shown)


@requires(Permission.CASE_READ, family=family_of_page)
@never_cache
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case; each look is recorded. One that was handed over says where it went."""
    try:
        gone = handed_over_case(
            number, by=officer_here(request), at=timezone.now(), journal=journal_of_office()
        )
    except NotFound:
        gone = None
    if gone is None:
        return page_of(request, requested_file(request, number))
    shown = {
        "case": gone,
        "village": village_label(gone.village_code),
        "history": timeline(gone.history, has_notes=False),
    }
    return render(request, "office/cases/handed_over.html", shown)


@requires(Permission.CASE_READ, family=family_of_page)
@never_cache
@require_safe
def case_letter(request: HttpRequest, number: str) -> HttpResponse:
    """The newest letter of a case as PDF; opening it is opening the case."""
    file = requested_file(request, number)
    try:
        made = letter_of(
            file,
            site=request.build_absolute_uri("/"),
            secret=settings.SECRET_KEY,
            home=settings.DESIL_HOME,
        )
    except DesilError as fault:
        raise Http404("belum ada surat") from fault
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="surat-{file.case.number}.pdf"'
    return answer
