"""The list of accounts, and locking or opening one."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from desil.accounts.actions.users import lock_user, unlock_user
from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.roles import roles
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.errors import DesilError
from desil.office.worklists.asked import village_name


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account; `is_own` is the reader's, which they cannot change themselves."""

    number: int
    username: str
    name: str
    roles: str
    territory: str
    is_active: bool
    is_own: bool


def _row(user: User, reader: User) -> AccountRow:
    language = get_language() or "id"
    held = [roles()[r].label.in_language(language) for r in user.roles if r in roles()]
    return AccountRow(
        user.pk,
        user.username,
        user.name,
        ", ".join(held) or "–",
        ", ".join(map(village_name, user.villages)) or "–",
        user.is_active,
        user.pk == reader.pk,
    )


@requires(Permission.USER_READ)
@never_cache
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account, by user name."""
    reader = user_of(request)
    rows = [_row(user, reader) for user in User.objects.order_by("username")]
    return render(request, "office/users.html", {"rows": rows})


@requires(Permission.USER_WRITE)
@require_POST
def account_lock(request: HttpRequest, number: int) -> HttpResponse:
    """Lock an account, or open a locked one; recorded."""
    user = User.objects.filter(pk=number).first()
    if user is None:
        raise Http404("tidak ada akun itu")
    act = lock_user if user.is_active else unlock_user
    try:
        act(user=user, by=user_of(request).actor, at=timezone.now(), journal=journal_of_office())
    except DesilError as fault:
        messages.error(request, f"{fault.message} {fault.hint}")
    else:
        messages.success(request, _("Perubahan akun dicatat."))
    return redirect("office:accounts")
