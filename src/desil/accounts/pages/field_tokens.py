"""One's own app passwords for ODK Collect: made, shown once, taken back."""

from __future__ import annotations

import contextlib
import secrets

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desil.accounts.field.tokens import (
    LONGEST_LABEL,
    RANDOM_BYTES,
    make_token,
    revoke_token,
    tokens_of,
)
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.errors import Conflict, NotFound


class PhoneForm(forms.Form):
    """Which phone the app password is for."""

    label = forms.CharField(
        label=_("Ponsel mana?"),
        help_text=_("Contoh: ponsel kantor Bekasi Jaya"),
        max_length=LONGEST_LABEL,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@requires(Permission.CASE_VISIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def field_tokens(request: HttpRequest) -> HttpResponse:
    """The app passwords in force; after the form, the new one, this once."""
    user, at = user_of(request), timezone.now()
    form = PhoneForm(request.POST if request.method == "POST" else None)
    token, fault = "", None
    if request.method == "POST" and form.is_valid():
        try:
            token = make_token(
                user=user,
                label=form.cleaned_data["label"],
                secret=settings.SECRET_KEY,
                randomness=secrets.token_bytes(RANDOM_BYTES),
                at=at,
                journal=journal_of_office(),
            )
            form = PhoneForm()
        except Conflict as conflict:
            fault = conflict
    server = request.build_absolute_uri("/odk")
    shown = {"form": form, "token": token, "fault": fault, "server": server, "account": user}
    return render(request, "accounts/field_tokens.html", shown | {"tokens": tokens_of(user, at)})


@requires(Permission.CASE_VISIT)
@require_POST
def field_token_revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take one back; where it is gone already, nothing is left to do."""
    at = timezone.now()
    with contextlib.suppress(NotFound):
        revoke_token(user=user_of(request), key=key, at=at, journal=journal_of_office())
    return redirect("accounts:field_tokens")
