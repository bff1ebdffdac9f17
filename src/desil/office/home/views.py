"""The start page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.actions.notices import notices_for
from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.roles import roles
from desil.accounts.rules import requires
from desil.office.cases.request_context import today
from desil.office.home.due_cards import due_cards
from desil.office.home.ended import ended_jobs
from desil.office.home.frequent_links import frequent_links
from desil.office.home.signatures import signature_cards
from desil.office.home.work import work_cards
from desil.office.overview.area_choice import requested_publication
from desil.office.work.request_context import store_of_office
from desil.register.search.question import LONGEST


@requires(*Permission)
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search box, what the reader's roles do most, what is due, what waits for a signature and
    for work; the city for who has not signed in."""
    user, language = request.user, get_language() or "id"
    if not isinstance(user, User):
        return redirect("office:city")
    publication, store = requested_publication(), store_of_office()
    at, day = timezone.now(), today()
    held = [roles()[name] for name in user.roles if name in roles()]
    shown = {
        "roles": [(r.label.in_language(language), r.does.in_language(language)) for r in held],
        "is_empty": publication is None,
        "longest": LONGEST,
        "often": frequent_links(user),
        "due": list(due_cards(user, day)),
        "to_sign": signature_cards(user, store, day, at),
        "work": work_cards(user, store, publication, day),
        "notices": notices_for(user, at),
        "ended": ended_jobs(user.actor, at),
    }
    return render(request, "office/home.html", shown)
