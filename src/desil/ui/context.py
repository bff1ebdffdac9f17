"""What every page knows: whose it is, and whether its people are made up."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.sessions.form_draft import mark_of_reader


def office(request: HttpRequest) -> dict[str, object]:
    """Context of every page: `is_demonstration`, the signed-in `reader` (None when nobody is),
    the names of what they `may` do, and the mark by which a form says whose words it holds."""
    user = getattr(request, "user", None)
    reader = user if isinstance(user, User) else None
    may: dict[str, bool] = {p.value: reader.may(p) for p in Permission} if reader else {}
    return {
        "is_demonstration": settings.IS_DEMONSTRATION,
        "reader": reader,
        "may": may,
        "reader_mark": mark_of_reader(reader.pk) if reader else "",
    }
