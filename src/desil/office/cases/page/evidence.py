"""Documents of a case: added by form, opened on record."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from desil.accounts.permissions import Permission
from desil.accounts.purpose import ask_specific
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.cases.actions.evidence import add_evidence, family_of_evidence, open_evidence
from desil.cases.actions.moving import family_of_page
from desil.cases.evidence.photo import checked_place
from desil.cases.models import CaseEvidence
from desil.errors import DesilError
from desil.office.cases.document_form import DocumentForm
from desil.office.cases.page.file import page_of, requested_file
from desil.office.cases.page.thumbnails import is_closed
from desil.office.cases.request_context import (
    acted,
    evidence_folder,
    fault_text,
    officer_here,
    sees_specific_of,
)


@requires(Permission.CASE_ENTER, Permission.CASE_VISIT, family=family_of_page)
@never_cache
@require_POST
def case_document(request: HttpRequest, number: str) -> HttpResponse:
    """Add one document; a wrong one is told on the page. The same again is no second one."""
    file = requested_file(request, number)
    form = DocumentForm(file.missing, request.POST, request.FILES)
    if form.is_valid():
        told = form.cleaned_data
        add = partial(
            add_evidence,
            number,
            document=told["document"],
            content=told["content"].read(),
            folder=evidence_folder(),
            place=checked_place(told["latitude"], told["longitude"]),
        )
        fault = acted(request, add, _("Berkas ditambahkan."))
        if fault is None:
            return redirect("office:case", number)
        form.add_error("content", fault_text(fault))
    return page_of(request, file, document=form)


@requires(Permission.CASE_READ, family=family_of_evidence)
@never_cache
@require_safe
def case_evidence(request: HttpRequest, number: int) -> HttpResponse:
    """A document's bytes, recorded first: a picture or a PDF by its own declared type, shown by a
    browser that may run nothing in it. One about health asks first for that to be opened."""
    row = CaseEvidence.objects.select_related("case").filter(pk=number).first()
    if row is not None and is_closed(row, specific=sees_specific_of(request, row.case)):
        if not (user_of(request).may(Permission.SPECIFIC_READ) and row.case.family_number):
            raise PermissionDenied
        return ask_specific(request, handles_of_office().of("kk", row.case.family_number))
    try:
        opened = open_evidence(
            number,
            folder=evidence_folder(),
            by=officer_here(request),
            at=timezone.now(),
            journal=journal_of_office(),
        )
    except DesilError as fault:
        raise Http404("bukti tidak ada") from fault
    answer = HttpResponse(opened.content, content_type=opened.media_type)
    answer["Content-Disposition"] = f'inline; filename="{opened.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
