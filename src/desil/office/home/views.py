"""The start page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.actions.notices import notices_for
from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.roles import roles
from desil.accounts.rules import requires
from desil.office.home.ended import ended_jobs
from desil.office.home.waiting import waiting_for
from desil.office.overview.area_choice import requested_publication

_DOES: tuple[tuple[Permission, str, str | Promise], ...] = (
    (Permission.FAMILY_SEARCH, "office:search", _("Cari keluarga")),
    (Permission.WORKLIST_READ, "office:worklists", _("Buka daftar kerja")),
    (Permission.REVIEW_DECIDE, "office:review", _("Putuskan pasangan yang ragu")),
    (Permission.DELIVERY_HAND_IN, "office:delivery_hand_in", _("Serahkan kiriman")),
    (Permission.RUN_START, "office:runs", _("Susun register")),
    (Permission.PUBLICATION_APPROVE, "office:publications", _("Periksa usulan penerbitan")),
    (Permission.AUDIT_CHECKPOINT, "office:audit_state", _("Periksa keutuhan log")),
    (Permission.AUDIT_READ, "office:audit", _("Baca log audit")),
    (Permission.USER_WRITE, "office:account_add", _("Undang pengguna")),
    (Permission.USER_READ, "office:accounts", _("Lihat daftar pengguna")),
    (Permission.MODEL_PROPOSE, "office:models", _("Usulkan model")),
    (Permission.SETTING_READ, "office:settings", _("Lihat pengaturan")),
    (Permission.AGGREGATE_READ, "office:city", _("Lihat kota sekilas")),
    (Permission.AGGREGATE_READ, "office:movement", _("Lihat perpindahan antardesil")),
)


@requires(*Permission)
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, then what their role does; the city for who has not signed in."""
    user, language = request.user, get_language() or "id"
    if not isinstance(user, User):
        return redirect("office:city")
    publication = requested_publication()
    held = [roles()[name] for name in user.roles if name in roles()]
    shown = {
        "roles": [(r.label.in_language(language), r.does.in_language(language)) for r in held],
        "is_empty": publication is None,
        "waiting": waiting_for(user, publication.id if publication else None),
        "notices": notices_for(user, timezone.now()),
        "ended": ended_jobs(user.actor, timezone.now()),
        "does": [(reverse(page), label) for needed, page, label in _DOES if user.may(needed)],
    }
    return render(request, "office/home.html", shown)
