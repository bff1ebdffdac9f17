"""The check of one's status by NIK and the number of the family card.

A photographed KTP has the NIK and, within it, the birth date; the card's number is on another
paper. Whoever does not know both is told nothing: a NIK that nobody has and a wrong card get the
same page, the same status and the same work.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from desil.accounts.actions.recorded import recorded
from desil.accounts.rules import public
from desil.accounts.session import journal_of_office
from desil.cases.models import Case
from desil.cases.territory_scope import seeing_city, seeing_village
from desil.dictionary.columns.eligibility import LIST_STATE_LABELS, ListState, Outcome
from desil.eligibility.lists.period import period_of
from desil.jobs.list_models import ProgrammeList
from desil.portal.asking import WhoForm
from desil.portal.pages.repeated_form import replacing_page
from desil.portal.proof.limits import OF_PAIR, forgive
from desil.portal.words import Text, meaning_of, steps_for
from desil.programmes.answers import answers_of
from desil.programmes.leaving import gone_from
from desil.programmes.lists import is_specific_list, places_of
from desil.register.residents.resident import (
    OfficialStanding,
    Resident,
    resident_of_card,
    standing_of,
)
from desil.ui.family.facts import said

_PURPOSE = "status"


@dataclass(frozen=True, slots=True)
class Status:
    """What is told of one family, no more than the question needs: its standing, the programmes
    that it fits (without the reason, which may be about another member), the lists that it is on
    or left (without place or reason), whether the reader has cases, and what to do."""

    standing: OfficialStanding | None
    meaning: Text
    steps: tuple[Text, ...]
    fitting: tuple[str, ...]
    lists: tuple[tuple[str, str, str], ...]
    left: tuple[tuple[str, str], ...]
    has_cases: bool


def _name(told: ProgrammeList, language: str) -> str:
    return told.name_id if language == "id" else told.name_en


def status_of(resident: Resident) -> Status:
    """What may be told; needs the family's kelurahan to be seen. Nothing that hints at health or
    disability: a NIK and a card do not open that."""
    language = get_language() or "id"
    standing = standing_of(resident)
    decile = standing.decile if standing else None
    fitting = tuple(
        a.name.in_language(language)
        for a in answers_of(resident.family_number)
        if not a.is_specific and a.outcome is Outcome.ELIGIBLE
    )
    with seeing_city():  # its own places, wherever it lived then
        places = places_of(resident.family_number, journal_of_office())
        gone_lists = gone_from(resident.family_number)
    lists = tuple(
        (
            _name(told, language),
            said(period_of(told.period).label),
            LIST_STATE_LABELS[ListState(place.state)].in_language(language)
            if place.is_as_signed
            else _("sedang diperiksa; tanyakan kepada Dinas Sosial"),
        )
        for told, place in places
        if place.nik in (None, "", resident.nik) and not is_specific_list(told)
    )
    left = dict.fromkeys(
        (_name(gone.now, language), said(period_of(gone.now.period).label))
        for gone in gone_lists
        if gone.nik in (None, "", resident.nik) and not is_specific_list(gone.now)
    )
    return Status(
        standing,
        meaning_of(decile),
        steps_for(decile),
        fitting,
        lists,
        tuple(left),
        Case.objects.filter(applicant__nik=resident.nik).exists(),
    )


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """The form; after asking, the status or that the two do not belong together."""
    at, template = timezone.now(), "portal/status.html"
    form = WhoForm(request.POST if request.method == "POST" else None)
    instead = replacing_page(request, template, form, _PURPOSE, at, limit=OF_PAIR, key="nik")
    if instead is not None:
        return instead
    told = form.cleaned_data
    journal = journal_of_office()
    with recorded(journal, "STATUS_CHECK", "person", by="resident", at=at) as record:
        resident = resident_of_card(told["nik"], told["family_card"])
        if resident:
            record.subjects = (
                journal.family(resident.family_number),
                journal.person(resident.nik),
            )
    if resident is None:
        return render(request, "portal/status_none.html")
    forgive(request, resident.nik)
    with seeing_village(resident.village_code):
        shown = status_of(resident)
    return render(request, "portal/status_found.html", {"status": shown})
