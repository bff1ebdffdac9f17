"""The accounts, and one of them: who it is, what it may do, how it signs in."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.actions.factors import factors_of
from desil.accounts.actions.invitations import VALID_FOR, open_invitation
from desil.accounts.actions.requests import accounts_to_approve, requests_for
from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.roles import roles
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, user_of
from desil.errors import NotFound
from desil.office.users.rows import account_rows, request_rows, sign_in_of
from desil.office.worklists.selection import village_name

TO_APPROVE = "persetujuan"
SHOWN_ONCE = "invitation_shown_once"  # in the session: the sealed link of an invitation just made


def requested_account(number: int) -> User:
    """The account of that number; Http404 without one."""
    user = User.objects.filter(pk=number).first()
    if user is None:
        raise Http404("tidak ada akun itu")
    return user


@requires(Permission.USER_READ)
@never_cache
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account, by user name, or those that wait for the reader's approval."""
    reader, waits = user_of(request), request.GET.get("menunggu", "")
    if waits not in {"", TO_APPROVE}:
        raise Http404("tidak ada akun yang menunggu itu")
    chosen = accounts_to_approve(reader, timezone.now()) if waits else User.objects.all()
    rows = account_rows(chosen.order_by("username"), reader)
    return render(request, "office/users/accounts.html", {"rows": rows, "is_filtered": bool(waits)})


def _link_once(request: HttpRequest, user: User) -> str:
    """The link of the invitation that the reader has just made for this account; empty the second
    time it is asked for."""
    try:
        token = handles_of_office().number("invitation", request.session.pop(SHOWN_ONCE, ""))
        made = open_invitation(token, at=timezone.now())
    except NotFound:
        return ""
    if made.user_id != user.pk:
        return ""
    return request.build_absolute_uri(reverse("accounts:invitation", args=[token]))


@requires(Permission.USER_READ)
@never_cache
@require_safe
def account(request: HttpRequest, number: int) -> HttpResponse:
    """One account; the link of a new invitation is on it once."""
    user, reader = requested_account(number), user_of(request)
    language = get_language() or "id"
    held = [roles()[name] for name in user.roles if name in roles()]
    kinds = factors_of(user)
    shown = {
        "account": user,
        "roles": [(r.label.in_language(language), r.does.in_language(language)) for r in held],
        "is_whole_city": user.territory.is_whole_city,
        "villages": [village_name(code) for code in user.villages],
        "sign_in": sign_in_of(user, kinds, timezone.now()),
        "has_factors": bool(kinds),
        "may_change": reader.may(Permission.USER_WRITE) and user.pk != reader.pk,
        "is_own": user.pk == reader.pk,
        "requests": request_rows(requests_for(user, timezone.now()), reader),
        "link": _link_once(request, user),
        "days": VALID_FOR // timedelta(days=1),
    }
    return render(request, "office/users/account.html", shown)
