"""What somebody typed into a form that cannot be taken now: given back to them, never stored.

A session that ended, a purpose that was not given yet or an old CSRF token answer with a page that
holds everything that was sent and sends it again. With scripts (`ui/keep.js`) the page itself stays
open instead, photos included, and learns from headers what comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENT_BY_SCRIPT, READER = "X-Desil-Form", "X-Desil-Reader"
GO_TO, FIRST, FRESH_TOKEN = "X-Desil-Go", "X-Desil-First", "X-Desil-Token"
KEPT_FOR = "isian-milik"
_SALT = "desil kept words"
_NEVER = ("csrfmiddlewaretoken", KEPT_FOR)
_OURS = frozenset({"office", "portal", "accounts"})
Text = str | Promise


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form said, field by field; no password."""
    return [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in _NEVER and "password" not in name
    ]


def has_words(request: HttpRequest) -> bool:
    """Whether a form of ours was sent with anything in it."""
    match = request.resolver_match or resolve(request.path_info)
    is_ours = bool(_OURS & set(match.namespaces))
    return is_ours and request.method == "POST" and bool(typed_fields(request) or request.FILES)


def mark_of_reader(key: object) -> str:
    """Whose words they are, for the page that holds them."""
    return signing.dumps(str(key), salt=_SALT)


def is_of_another(request: HttpRequest, key: object, *, reads: bool = True) -> bool:
    """Whether the words were typed by another account than the one that sends them; the body is
    looked at where it may be read (`reads`)."""
    mark = request.headers.get(READER, "") or (request.POST.get(KEPT_FOR, "") if reads else "")
    if not mark:
        return False
    try:
        return bool(signing.loads(mark, salt=_SALT) != str(key))
    except signing.BadSignature:
        return True


def draft_page(
    request: HttpRequest, *, says: Text, first: str, link: Text, base: str = "ui/base.html"
) -> HttpResponse:
    """The page that holds what was sent: what is to be done `first` (opened beside it), then the
    button that sends it again."""
    fields = typed_fields(request)
    ended = getattr(request, "ended_reader", None)
    shown = {
        "base": base,
        "says": says,
        "first": first,
        "link": link,
        "fields": fields,
        "words": [text for name, text in fields if len(text) > 2 and not name.startswith("_")],
        "files": [(name, f.name) for name, fs in request.FILES.lists() for f in fs],
        "action": request.get_full_path(),
        "kept_for": request.POST.get(KEPT_FOR) or (mark_of_reader(ended) if ended else ""),
    }
    answer = render(request, "accounts/kept_words.html", shown, status=409)
    answer.headers[FIRST] = first
    return answer


def after_sign_in(request: HttpRequest, *, reads: bool = True) -> HttpResponse | None:
    """The page that holds what was sent when the session had ended, or the header for a script
    where the body may not be read (`reads`); None where there is nothing to be kept."""
    first = f"{reverse('account_login')}?next={reverse('accounts:account')}"
    if not reads:
        is_by_script = SENT_BY_SCRIPT in request.headers
        return HttpResponse(status=409, headers={FIRST: first}) if is_by_script else None
    if not has_words(request):
        return None
    return draft_page(
        request,
        says=_("Sesi Anda sudah berakhir, jadi isian ini belum tersimpan."),
        first=first,
        link=_("Masuk lagi (tab baru)"),
    )


def _is_same_site(request: HttpRequest) -> bool:
    """Whether a page of this server sent the form."""
    told = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(told).netloc == request.get_host()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form with an old token: what was typed, to be sent again, where a page of
    ours sent it; else a refusal."""
    if not (has_words(request) and _is_same_site(request)):
        return render(request, "403_csrf.html", status=403)
    match = request.resolver_match or resolve(request.path_info)
    is_portal = "portal" in match.namespaces
    answer = draft_page(
        request,
        says=_("Halaman ini sudah lama terbuka, jadi isian ini belum tersimpan."),
        first="",
        link="",
        base="portal/base.html" if is_portal else "ui/base.html",
    )
    del answer.headers[FIRST]
    answer.headers[FRESH_TOKEN] = get_token(request)
    answer.status_code = 403
    return answer


def redirect_by_header(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a form that a script sent learns by a header where to go on, so that the page
    with its words is left only when they were taken."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if SENT_BY_SCRIPT in request.headers and isinstance(response, HttpResponseRedirectBase):
            told = HttpResponse(status=204)
            told.headers[GO_TO] = response.url
            told.cookies = response.cookies
            return told
        return response

    return answered
