"""The page that an invitation leads to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from desil.accounts.actions.invitations import accept_invitation, open_invitation
from desil.accounts.adapters import record_sign_in
from desil.accounts.models import User
from desil.accounts.residents.attempts import Limit, is_within
from desil.accounts.rules import public
from desil.accounts.session import journal_of_office
from desil.audit.event import Outcome
from desil.errors import NotFound, Refused, catalogued

_NEW = {"autocomplete": "new-password"}
_TRIES = Limit("second factor of an invitation", 5, timedelta(minutes=15))
_TOO_MANY = catalogued("Terlalu banyak kode salah. Tunggu seperempat jam.")


class PasswordForm(forms.Form):
    """A new password, twice."""

    password1 = forms.CharField(
        label=_("Kata sandi baru"), strip=False, widget=forms.PasswordInput(attrs=_NEW)
    )
    password2 = forms.CharField(
        label=_("Kata sandi baru, sekali lagi"),
        strip=False,
        widget=forms.PasswordInput(attrs=_NEW),
    )

    code = forms.CharField(
        label=_("Kode langkah kedua"),
        help_text=_("Dari aplikasi kode Anda, atau satu kode cadangan."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(
        self, *arguments: Any, user: User, needs_factor: bool = False, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.user = user
        if not needs_factor:
            del self.fields["code"]

    def clean_password1(self) -> str:
        """The password, when it is good enough."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        """The second, when it is the same."""
        second: str = self.cleaned_data["password2"]
        if self.cleaned_data.get("password1", second) != second:
            raise forms.ValidationError(_("Kedua kata sandi tidak sama."))
        return second


def _accepted(form: PasswordForm, token: str, user: User, at: datetime) -> bool:
    """Whether the password was set; else what is wrong stands in the form."""
    told = form.cleaned_data
    try:
        if "code" in told and not is_within(
            _TRIES, str(user.pk), secret=settings.SECRET_KEY, at=at
        ):
            raise Refused(_TOO_MANY)
        accept_invitation(
            token=token,
            password=told["password1"],
            code=told.get("code", ""),
            at=at,
            journal=journal_of_office(),
        )
    except Refused as fault:
        record_sign_in(user.actor, "FACTOR_TRY", Outcome.FAILED)
        form.add_error("code", f"{fault.message} {fault.hint}".strip())
        return False
    return True


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Set the first password; then to the sign-in."""
    at = timezone.now()
    try:
        found = open_invitation(token, at=at)
        user = found.user
        sent = request.POST if request.method == "POST" else None
        form = PasswordForm(sent, user=user, needs_factor=found.needs_factor)
        if request.method == "POST" and form.is_valid() and _accepted(form, token, user, at):
            return redirect("account_login")
    except NotFound:
        return render(request, "accounts/invitation_void.html", status=404)
    shown = {"form": form, "account": user, "rules": password_validators_help_texts()}
    return render(request, "accounts/invitation.html", shown)
