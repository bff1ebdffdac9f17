"""What changed on a list since the period before: counts with their reasons, and who leaves."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office
from desil.eligibility.lists.comparing import Difference, compare_lists, list_before
from desil.eligibility.lists.frozen import list_called
from desil.engine.database import open_database
from desil.errors import DesilError, NotFound
from desil.jobs.list_models import ProgrammeList
from desil.office.programmes.leaving import LeavingPage, leaving_page, may_see_rows
from desil.office.programmes.lists import requested_list
from desil.office.programmes.words import list_name
from desil.office.work.request_context import record_fault, store_of_office
from desil.signatures.list_files import require_files_as_signed

_MEMORY, _THREADS = "1GB", 2  # of a comparison, which a page waits for


def _page(request: HttpRequest, told: ProgrammeList) -> LeavingPage | None:
    """Who leaves; None while one of the lists is not signed."""
    try:
        return leaving_page(request, told)
    except NotFound:
        return None


def _difference(list_id: str) -> Difference:
    store = store_of_office()
    current = list_called(store.home, list_id)
    before, journal = list_before(store.home, current), journal_of_office()
    with connection.cursor() as cursor:
        for kept in (before, current):
            require_files_as_signed(cursor, journal, kept)
    settings = store.engine_settings(memory_limit=_MEMORY, threads=_THREADS)
    with open_database(settings) as database:
        return compare_lists(database, before, current, store.runs / current.frozen.run_id)


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_safe
def programme_list_changes(request: HttpRequest, list_id: str) -> HttpResponse:
    """How many are new and how many leave since the period before, and why; for those who open
    families also who leaves, once both lists are signed."""
    told, language = requested_list(list_id), get_language() or "id"
    shown: dict[str, object] = {"told": told, "name": list_name(told)}
    try:
        found = _difference(told.pk)
    except DesilError as fault:
        record_fault(request, fault)
        shown["fault"] = fault
    else:
        rows = [(c, found.says(r, None, language), n) for c, r, n in found.counts()]
        shown |= {
            "before": found.before.frozen.period,
            "staying": found.staying,
            "entering": [(says, n) for c, says, n in rows if c == "new"],
            "leaving": [(says, n) for c, says, n in rows if c == "leaving"],
        }
        if may_see_rows(request, told):
            shown["page"] = _page(request, told)
    return render(request, "office/programmes/changes.html", shown)
