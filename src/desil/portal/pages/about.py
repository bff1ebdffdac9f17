"""What DTSEN and a decile are, honestly and briefly."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desil.accounts.rules import public


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "portal/about.html")
