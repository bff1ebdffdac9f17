"""Opening one's own data with NIK, birth date and the code from a letter; and leaving."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from desil.accounts.actions.recorded import recorded
from desil.accounts.residents.codes import code_giver, is_code_of, opens_specific
from desil.accounts.rules import public
from desil.accounts.session import actor_of, journal_of_office
from desil.accounts.sessions.private_answers import clear_browser
from desil.errors import Refused, catalogued
from desil.portal.asking import CodeForm
from desil.portal.pages.repeated_form import repeated_page, replacing_page
from desil.portal.proof.limits import OF_PAIR, forgive
from desil.portal.proof.session import forget_resident, remember_resident
from desil.register.residents.resident import resident_of

_PURPOSE = "entrance"
_WRONG = Refused(
    catalogued("NIK, tanggal lahir, dan kode itu tidak cocok."),
    hint=catalogued("Periksa lagi. Kode baru bisa diminta di kelurahan."),
)


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def entrance(request: HttpRequest) -> HttpResponse:
    """The form; then to the resident's own page."""
    at, template = timezone.now(), "portal/entrance.html"
    form = CodeForm(request.POST if request.method == "POST" else None)
    instead = replacing_page(request, template, form, _PURPOSE, at, limit=OF_PAIR, key="nik")
    if instead is not None:
        return instead
    told = form.cleaned_data
    journal = journal_of_office()
    with recorded(journal, "RESIDENT_ENTER", "person", by="resident", at=at) as record:
        resident = resident_of(told["nik"], told["birth_date"])
        is_code = is_code_of(told["nik"], told["code"], secret=settings.SECRET_KEY, at=at)
        giver = code_giver(told["nik"], secret=settings.SECRET_KEY, at=at)
        if is_code and giver == actor_of(request):  # the browser of whoever handed it out
            is_code, record.payload = False, {"refused": "the officer's own code"}
        if resident is not None and is_code:
            record.subjects = (
                journal.family(resident.family_number),
                journal.person(resident.nik),
            )
    if resident is None or not is_code:
        return repeated_page(request, template, form, _PURPOSE, at, fault=_WRONG)
    forgive(request, resident.nik)
    remember_resident(
        request,
        resident,
        told["birth_date"].isoformat(),
        at,
        specific=opens_specific(told["nik"], secret=settings.SECRET_KEY),
    )
    return redirect("portal:own")


@public
@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End it, and back to the first page."""
    forget_resident(request)
    answer = redirect("portal:about")
    clear_browser(answer)
    return answer
