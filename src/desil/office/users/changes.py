"""What an administrator does with accounts; each is an action with its event."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desil.accounts.actions.factors import reset_factors
from desil.accounts.actions.invitations import invite
from desil.accounts.actions.rights import change_rights
from desil.accounts.actions.users import (
    add_user,
    end_all_sessions,
    lock_user,
    require_another,
    unlock_user,
)
from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.errors import DesilError
from desil.office.users.forms import InvitationForm, ResetForm, RightsForm
from desil.office.users.views import SHOWN_ONCE, asked_account
from desil.office.work.asked import told_fault


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": user_of(request).actor, "at": timezone.now(), "journal": journal_of_office()}


def _invited(request: HttpRequest, user: User) -> None:
    """Make an invitation whose link the account's page shows once."""
    request.session[SHOWN_ONCE] = invite(user=user, **_by(request)).pk


def _refuse(form: forms.Form, request: HttpRequest, fault: DesilError) -> None:
    told_fault(request, fault)
    form.add_error(None, f"{fault.message} {fault.hint}".strip())


@requires(Permission.USER_WRITE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_add(request: HttpRequest) -> HttpResponse:
    """A new person with roles and kelurahan, invited by a link."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = add_user(**form.cleaned_data, **_by(request))
        except DesilError as fault:
            _refuse(form, request, fault)
        else:
            _invited(request, user)
            return redirect("office:account", user.pk)
    return render(request, "office/users/add.html", {"form": form})


@requires(Permission.USER_WRITE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_rights(request: HttpRequest, number: int) -> HttpResponse:
    """Other roles and kelurahan for an account, with the reason."""
    user = asked_account(number)
    now = {"roles": user.roles, "villages": user.villages}
    form = RightsForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            change_rights(user=user, **form.cleaned_data, **_by(request))
        except DesilError as fault:
            _refuse(form, request, fault)
        else:
            messages.success(request, _("Hak akun diganti dan dicatat."))
            return redirect("office:account", number)
    return render(request, "office/users/rights.html", {"form": form, "account": user})


def _act(request: HttpRequest, number: int, action: Any, said: str) -> HttpResponse:
    user = asked_account(number)
    try:
        action(user=user, **_by(request))
    except DesilError as fault:
        told_fault(request, fault)
        messages.error(request, f"{fault.message} {fault.hint}".strip())
    else:
        if said:
            messages.success(request, said)
    return redirect("office:account", number)


@requires(Permission.USER_WRITE)
@require_POST
def account_lock(request: HttpRequest, number: int) -> HttpResponse:
    """Lock an account and end its sessions."""
    return _act(request, number, lock_user, _("Akun dikunci."))


@requires(Permission.USER_WRITE)
@require_POST
def account_unlock(request: HttpRequest, number: int) -> HttpResponse:
    """Open a locked account again."""
    return _act(request, number, unlock_user, _("Akun dibuka lagi."))


@requires(Permission.USER_WRITE)
@require_POST
def account_sessions(request: HttpRequest, number: int) -> HttpResponse:
    """Sign an account out everywhere."""
    return _act(request, number, end_all_sessions, _("Semua sesi akun ini diakhiri."))


@requires(Permission.USER_WRITE)
@require_POST
def account_invite(request: HttpRequest, number: int) -> HttpResponse:
    """A new invitation for an account: a first password, or a forgotten one."""
    if not asked_account(number).is_active:
        messages.error(request, _("Akun yang terkunci tidak diundang: buka dulu."))
        return redirect("office:account", number)
    return _act(request, number, partial(_invite_another, request), "")


def _invite_another(request: HttpRequest, *, user: User, by: str, **_named: Any) -> None:
    require_another(user, by)
    _invited(request, user)


@requires(Permission.USER_WRITE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator] # allauth has no types
def account_factors(request: HttpRequest, number: int) -> HttpResponse:
    """Take a lost second factor off: the administrator signs in anew, reads what it does, types
    the account's name and the reason."""
    user = asked_account(number)
    form = ResetForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reset = partial(reset_factors, reason=form.cleaned_data["reason"])
        return _act(request, number, reset, _("Langkah kedua akun ini dilepas."))
    return render(request, "office/users/factors.html", {"form": form, "account": user})
