"""The page that an invitation leads to."""

from __future__ import annotations

from typing import Any

from django import forms
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
from desil.accounts.models import User
from desil.accounts.rules import public
from desil.accounts.session import journal_of_office
from desil.errors import NotFound

_NEW = {"autocomplete": "new-password"}


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

    def __init__(self, *arguments: Any, user: User, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.user = user

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


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Set the first password; then to the sign-in."""
    at = timezone.now()
    try:
        user = open_invitation(token, at=at).user
        form = PasswordForm(request.POST if request.method == "POST" else None, user=user)
        if request.method == "POST" and form.is_valid():
            accept_invitation(
                token=token,
                password=form.cleaned_data["password1"],
                at=at,
                journal=journal_of_office(),
            )
            return redirect("account_login")
    except NotFound:
        return render(request, "accounts/invitation_void.html", status=404)
    shown = {"form": form, "account": user, "rules": password_validators_help_texts()}
    return render(request, "accounts/invitation.html", shown)
