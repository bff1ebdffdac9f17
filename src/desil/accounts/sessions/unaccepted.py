"""What somebody wrote in a form that the office did not accept: shown again, to be mended.

Most pages show their own form again. The forms of one line (a reason, a purpose) send on to the
page that they stand on; with an error, what was written would be gone there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.messages import ERROR, get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desil.accounts.sessions.form_draft import typed_fields

# The fields of our forms in which somebody writes sentences, and what they are called.
WRITTEN: dict[str, str | Promise] = {
    "reason": _("Alasan"),
    "purpose": _("Keperluan"),
    "note": _("Catatan"),
    "name": _("Nama"),
}
_OURS = frozenset({"office"})


@dataclass(frozen=True, slots=True)
class Written:
    """A field with what was written."""

    name: str
    label: str | Promise
    text: str


def _errors(request: HttpRequest) -> list[str]:
    """The errors that wait to be told; they wait on."""
    waiting = get_messages(request)
    if not isinstance(waiting, BaseStorage):
        return []
    found = [str(message) for message in waiting if message.level >= ERROR]
    waiting.used = False
    return found


def shown_again(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a form of the office that was answered with an error on another page is shown
    with what was written and the error; nothing was done."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST":
            return respond(request)
        before = len(_errors(request))
        response = respond(request)
        match = request.resolver_match
        is_ours = match is not None and bool(_OURS & set(match.namespaces))
        if not is_ours or not isinstance(response, HttpResponseRedirectBase):
            return response
        fields = typed_fields(request)
        written = [Written(n, WRITTEN[n], t) for n, t in fields if n in WRITTEN and t.strip()]
        if not written or request.FILES:
            return response
        errors = _errors(request)
        if len(errors) <= before:
            return response
        list(get_messages(request))  # told here
        shown = {
            "errors": errors,
            "written": written,
            "fields": [(name, text) for name, text in fields if name not in WRITTEN],
            "action": request.get_full_path(),
            "back": response.url,
        }
        return render(request, "accounts/unaccepted.html", shown, status=409)

    return answered
