"""What an administrator does with accounts; each is an action with its event."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desil.accounts.actions.invitations import gives_codes, invite, token_of
from desil.accounts.actions.requests import (
    RequestKind,
    approve_request,
    ask_request,
    require_reason,
)
from desil.accounts.actions.rights import change_rights
from desil.accounts.actions.users import (
    add_user,
    end_all_sessions,
    lock_user,
    require_another,
    unlock_user,
)
from desil.accounts.models import Invitation, User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.errors import DesilError
from desil.office.users.forms import InvitationForm, ResetForm, RightsForm
from desil.office.users.views import SHOWN_ONCE, requested_account
from desil.office.work.request_context import record_fault
from desil.ui.posting.confirmation import Asking, confirmation_page


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": user_of(request).actor, "at": timezone.now(), "journal": journal_of_office()}


def _show_once(request: HttpRequest, made: Invitation) -> None:
    """Let the account's page show the link once; the session holds it sealed."""
    request.session[SHOWN_ONCE] = handles_of_office().of("invitation", token_of(made))


def _invited(request: HttpRequest, user: User, **named: Any) -> None:
    """Make an invitation whose link the account's page shows once."""
    _show_once(request, invite(user=user, **named, **_by(request)))


def _refuse(form: forms.Form, request: HttpRequest, fault: DesilError) -> None:
    record_fault(request, fault)
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
    user = requested_account(number)
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
    user = requested_account(number)
    try:
        action(user=user, **_by(request))
    except DesilError as fault:
        record_fault(request, fault)
        messages.error(request, f"{fault.message} {fault.hint}".strip())
    else:
        if said:
            messages.success(request, said)
    return redirect("office:account", number)


@requires(Permission.USER_WRITE)
@require_POST
def account_lock(request: HttpRequest, number: int) -> HttpResponse:
    """Lock an account and end its sessions, after asking."""
    user = requested_account(number)
    asking = Asking(
        _("Kunci akun %(name)s?") % {"name": user.name},
        [_("Semua sesinya diakhiri dan ia tidak dapat masuk, sampai akunnya dibuka lagi.")],
        _("Kunci akun"),
        reverse("office:account", args=[number]),
    )
    if (page := confirmation_page(request, asking)) is not None:
        return page
    return _act(request, number, lock_user, _("Akun dikunci."))


@requires(Permission.USER_WRITE)
@require_POST
def account_unlock(request: HttpRequest, number: int) -> HttpResponse:
    """Open a locked account again."""
    return _act(request, number, unlock_user, _("Akun dibuka lagi."))


@requires(Permission.USER_WRITE)
@require_POST
def account_sessions(request: HttpRequest, number: int) -> HttpResponse:
    """Sign an account out everywhere, after asking."""
    asking = Asking(
        _("Akhiri semua sesi %(name)s?") % {"name": requested_account(number).name},
        [_("Isian yang belum disimpan hilang. Sesudah itu ia dapat masuk lagi.")],
        _("Akhiri semua sesi"),
        reverse("office:account", args=[number]),
    )
    if (page := confirmation_page(request, asking)) is not None:
        return page
    return _act(request, number, end_all_sessions, _("Semua sesi akun ini diakhiri."))


@requires(Permission.USER_WRITE)
@require_POST
def account_invite(request: HttpRequest, number: int) -> HttpResponse:
    """A new invitation for an account: a first password, or a forgotten one. Whoever has a password
    already is not invited by one administrator alone: the link asks for their second factor, or
    another administrator approves."""
    if not requested_account(number).is_active:
        messages.error(request, _("Akun yang terkunci tidak diundang: buka dulu."))
        return redirect("office:account", number)
    return _act(request, number, partial(_invite_another, request), "")


def _invite_another(request: HttpRequest, *, user: User, by: str, **_named: Any) -> None:
    require_another(user, by)
    if not user.has_usable_password():
        _invited(request, user)
        return
    reason = require_reason(request.POST.get("reason", ""))
    if gives_codes(user):
        _invited(request, user, reason=reason, needs_factor=True)
        return
    ask_request(user=user, kind=RequestKind.INVITATION, reason=reason, **_by(request))
    messages.success(request, _("Undangan menunggu persetujuan administrator lain."))


@requires(Permission.USER_WRITE)
@require_POST
def account_approve(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Approve what another administrator asked for this account."""

    def approve(**named: Any) -> None:
        made = approve_request(number=key, **named)
        if made is not None:
            _show_once(request, made)

    return _act(request, number, approve, _("Permintaan disetujui dan dijalankan."))


@requires(Permission.USER_WRITE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator] # allauth has no types
def account_factors(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for taking a lost second factor off: the administrator signs in anew, reads what it does,
    types the account's name and the reason; another administrator approves."""
    user = requested_account(number)
    form = ResetForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ask = partial(ask_request, kind=RequestKind.FACTORS, reason=form.cleaned_data["reason"])
        return _act(request, number, ask, _("Menunggu persetujuan administrator lain."))
    return render(request, "office/users/factors.html", {"form": form, "account": user})
