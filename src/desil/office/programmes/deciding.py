"""What is done with a list: proposed, signed or rejected, taken back, revoked, put into a file."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.exports.actions import ask_export
from desil.exports.listing import Question
from desil.jobs.states import ExportKind, FileFormat
from desil.office.programmes.lists import FileForm, ReasonForm, requested_list
from desil.office.programmes.signature import signature_of
from desil.office.work.request_context import asker_of, done
from desil.programmes.lists import is_specific_list
from desil.programmes.signing import propose_list, revoke_list, sign_list, withdraw_list
from desil.ui.posting.confirmation import Asking, confirmation_page

Text = str | Promise


def _reason(request: HttpRequest) -> str:
    """What was written; empty, and told on the next page, where it is too short."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        return str(form.cleaned_data["reason"])
    messages.error(request, _("Tulis alasannya (5 huruf atau lebih)."))
    return ""


_SIGN = (
    _lazy("Tanda tangani daftar ini?"),
    _lazy("Daftarnya berlaku dan dapat keluar sebagai berkas. Sesudah itu hanya dapat dicabut."),
    _lazy("Tandatangani"),
)
_REJECT = (
    _lazy("Tolak daftar ini?"),
    _lazy("Usulannya ditutup. Penyusunnya dapat mengusulkan lagi."),
    _lazy("Tolak"),
)
_WITHDRAW = (
    _lazy("Tarik usulan ini?"),
    _lazy("Daftarnya tidak lagi menunggu tanda tangan. Anda dapat mengusulkannya lagi."),
    _lazy("Tarik usulan"),
)
_REVOKE = (
    _lazy("Cabut daftar ini?"),
    _lazy("Daftarnya tidak berlaku lagi. Ini tidak dapat dibatalkan."),
    _lazy("Cabut daftar"),
)


def _confirmation(
    request: HttpRequest, list_id: str, words: tuple[Text, Text, Text]
) -> HttpResponse | None:
    """The page that asks before something is done with a list; None where that was answered."""
    title, says, button = words
    back = reverse("office:programme_list", args=[list_id])
    return confirmation_page(request, Asking(title, [says], button, back))


@requires(Permission.LIST_PROPOSE)
@never_cache
@require_http_methods(["POST"])
def list_propose(request: HttpRequest, list_id: str) -> HttpResponse:
    """Propose a list."""
    if reason := _reason(request):
        said = _("Usulan dicatat. Orang kedua sekarang dapat menandatanganinya.")
        done(request, partial(propose_list, list_id, reason=reason), said)
    return redirect("office:programme_list", list_id)


@requires(Permission.LIST_SIGN)
@never_cache
@require_http_methods(["POST"])
def list_sign(request: HttpRequest, list_id: str) -> HttpResponse:
    """A second person signs or rejects."""
    answer = request.POST.get("answer")
    if answer not in {"approve", "reject"}:
        messages.error(request, _("Pilih tanda tangani atau tolak."))
    elif reason := _reason(request):
        is_approved = answer == "approve"
        asked = _confirmation(request, list_id, _SIGN if is_approved else _REJECT)
        if asked is not None:
            return asked
        said = _("Daftar ditandatangani dan berlaku.") if is_approved else _("Daftar ditolak.")
        action = partial(sign_list, list_id, is_approved=is_approved, reason=reason)
        done(request, action, said)
    return redirect("office:programme_list", list_id)


@requires(Permission.LIST_PROPOSE)
@never_cache
@require_http_methods(["POST"])
def list_withdraw(request: HttpRequest, list_id: str) -> HttpResponse:
    """Take one's own proposal back, after asking; it may be proposed again."""
    if (asked := _confirmation(request, list_id, _WITHDRAW)) is not None:
        return asked
    done(request, partial(withdraw_list, list_id), _("Usulan ditarik."))
    return redirect("office:programme_list", list_id)


@requires(Permission.LIST_SIGN)
@never_cache
@require_http_methods(["POST"])
def list_revoke(request: HttpRequest, list_id: str) -> HttpResponse:
    """End a list in force."""
    if reason := _reason(request):
        if (asked := _confirmation(request, list_id, _REVOKE)) is not None:
            return asked
        done(request, partial(revoke_list, list_id, reason=reason), _("Daftar dicabut."))
    return redirect("office:programme_list", list_id)


@requires(Permission.PEOPLE_EXPORT)
@never_cache
@require_http_methods(["POST"])
def list_file(request: HttpRequest, list_id: str) -> HttpResponse:
    """Ask for the list as a workbook with names and addresses; of one that hints at disability only
    for who reads about it."""
    told, form = requested_list(list_id), FileForm(request.POST)
    if is_specific_list(told) and not user_of(request).may(Permission.SPECIFIC_READ):
        raise Http404("baris daftar ini menunjukkan kesehatan atau disabilitas")
    if fault := signature_of(request, told).fault:
        messages.error(request, fault)
        return redirect("office:programme_list", list_id)
    if not form.is_valid():
        messages.error(request, _("Tulis keperluannya (10 huruf atau lebih)."))
        return redirect("office:programme_list", list_id)
    export = ask_export(
        Question(ExportKind.LIST, "", "", False, told.pk),
        file_format=FileFormat.XLSX,
        purpose=form.cleaned_data["purpose"],
        by=asker_of(request),
        at=timezone.now(),
        journal=journal_of_office(),
    )
    messages.success(request, _("Berkas diminta dan sedang dibuat."))
    return redirect("office:export", export.serial)
