"""One's own account: who I am here, what I may do, how I sign in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from desil.accounts.gate import has_second_factor
from desil.accounts.permissions import Permission
from desil.accounts.roles import roles
from desil.accounts.rules import own_account
from desil.accounts.session import user_of
from desil.dictionary.areas import city_villages


@own_account
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The page of one's own account."""
    user, language = user_of(request), get_language() or "id"
    held = [roles()[name] for name in user.roles if name in roles()]
    shown = {
        "account": user,
        "roles": [(r.label.in_language(language), r.does.in_language(language)) for r in held],
        "territory": user.territory,
        "villages": [v for v in city_villages() if v.bps in user.territory.villages],
        "has_second_factor": has_second_factor(request, user),
        "visits_homes": user.may(Permission.CASE_VISIT),
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
    }
    return render(request, "accounts/account.html", shown)
