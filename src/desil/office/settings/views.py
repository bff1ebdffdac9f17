"""The page of settings."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.audit.checkpoint import last_checkpoint
from desil.office.settings.queue import queue_now
from desil.office.settings.ranked_by import cutoffs_in_force, ranking_facts
from desil.office.settings.rows import limit_settings, retention_settings, sign_in_settings
from desil.register.models import Publication


@requires(Permission.SETTING_READ)
@never_cache
@require_safe
def office_settings(request: HttpRequest) -> HttpResponse:
    """What the office runs with: ranking, sign-in, limits, background work, the log."""
    published = Publication.current()
    with connection.cursor() as cursor:
        signed = last_checkpoint(cursor)
    shown = {
        "publication": published,
        "ranking": ranking_facts(published) if published else {},
        "cutoffs": cutoffs_in_force(published) if published else [],
        "groups": [
            ("masuk", _("Masuk dan sesi"), list(sign_in_settings())),
            ("simpan", _("Penyimpanan dan ukuran"), list(retention_settings())),
            ("batas", _("Batas baris berkas"), list(limit_settings())),
        ],
        "queue": queue_now(timezone.now()),
        "signed": signed,
        "signed_at": datetime.fromisoformat(signed.at) if signed else None,
    }
    return render(request, "office/settings.html", shown)
