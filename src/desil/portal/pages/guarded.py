"""Pages for a resident who has proven who it is; everybody else is led to the entrance."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from desil.accounts.rules import public
from desil.accounts.sessions.form_draft import draft_page, has_words
from desil.cases.territory_scope import seeing_village
from desil.errors import Refused
from desil.portal.proof.session import resident_here
from desil.register.residents.resident import Resident

OwnPage = Callable[[HttpRequest, Resident], HttpResponse]


def for_the_resident(page: OwnPage) -> Callable[..., HttpResponseBase]:
    """The page with its resident, whose kelurahan alone is seen while it is made."""

    @public
    @never_cache
    @wraps(page)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            resident = resident_here(request, timezone.now())
        except Refused:
            if has_words(request):
                return draft_page(
                    request,
                    says=_("Waktu Anda habis, jadi isian ini belum terkirim."),
                    first=reverse("portal:entrance"),
                    link=_("Masuk lagi dengan kode (tab baru)"),
                    base="portal/base.html",
                )
            return redirect("portal:entrance")
        with seeing_village(resident.village_code):
            return page(request, resident)

    return guarded
