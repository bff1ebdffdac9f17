"""Where the square code of a letter leads: whether the letter is ours and still says what holds."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.rules import public
from desil.cases.letters.mark import letter_checked
from desil.errors import Refused
from desil.portal.proof.limits import require_address
from desil.ui.family.facts import said


@public
@never_cache
@require_safe
def letter_check(request: HttpRequest, number: str, mark: str) -> HttpResponse:
    """What the letter of this mark says, without anybody's name; or that there is none."""
    try:
        require_address(request, timezone.now())
    except Refused as fault:
        return render(request, "portal/letter_check.html", {"fault": fault}, status=429)
    found = letter_checked(number, mark, secret=settings.SECRET_KEY)
    status = 200 if found else 404
    shown = {"found": found, "letter": said(found.due.letter.label) if found else ""}
    return render(request, "portal/letter_check.html", shown, status=status)
