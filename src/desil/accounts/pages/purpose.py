"""Why a family is opened; and whether its health and disability data is."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.permissions import Permission
from desil.accounts.purpose import (
    ASKED,
    give_purpose,
    open_specific,
    purpose_given,
    purpose_of_sitting,
)
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.audit.event import Purpose
from desil.errors import NotFound


class PurposeForm(forms.Form):
    """One of the four reasons."""

    purpose = forms.ChoiceField(
        label=_("Untuk apa Anda membukanya?"),
        choices=[(purpose.value, label) for purpose, label in ASKED.items()],
        widget=forms.RadioSelect,
    )


def _next(request: HttpRequest) -> str:
    """Where to go on, on this server only."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


def _family_behind(handle: str) -> str:
    try:
        return journal_of_office().family(handles_of_office().number("kk", handle))
    except NotFound as fault:
        raise Http404(fault.message) from fault


@requires(Permission.FAMILY_READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest, handle: str) -> HttpResponse:
    """Ask once; record; go on."""
    family = _family_behind(handle)
    form = PurposeForm(
        request.POST if request.method == "POST" else None,
        initial={"purpose": purpose_of_sitting(request).value},
    )
    if request.method == "POST" and form.is_valid():
        give_purpose(
            request,
            handle,
            family,
            Purpose(form.cleaned_data["purpose"]),
            by=user_of(request).actor,
            at=timezone.now(),
            journal=journal_of_office(),
        )
        return redirect(_next(request))
    return render(request, "accounts/purpose.html", {"form": form, "next": _next(request)})


@requires(Permission.SPECIFIC_READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def specific(request: HttpRequest, handle: str) -> HttpResponseBase:
    """Open health and disability data of a family whose purpose was given."""
    family = _family_behind(handle)
    if purpose_given(request, handle) is None:
        return purpose(request, handle)
    if request.method == "POST":
        open_specific(
            request,
            handle,
            family,
            by=user_of(request).actor,
            at=timezone.now(),
            journal=journal_of_office(),
        )
        return redirect(_next(request))
    return render(request, "accounts/specific.html", {"next": _next(request)})
