"""Sending upward what was signed: all of it in one batch, as `desil cases send` does."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office
from desil.audit.journal import Journal
from desil.cases.actions.sending import MOST_AT_ONCE, Sent, send_signed
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseBatch
from desil.cases.sending.batch_files import batch_files, take_batch_file
from desil.cases.sending.batch_folder import folder_name
from desil.cases.workflow.events import Officer
from desil.engine.progress import Silent
from desil.errors import DesilError, NotFound
from desil.office.cases.request_context import acted, fault_text, officer_here
from desil.office.work.request_context import store_of_office
from desil.ui.posting.confirmation import Asking, confirmation_page

_SHOWN_BATCHES = 20


def _asking(waiting: int) -> Asking:
    return Asking(
        _("Kirim %(n)d permohonan ke pusat?") % {"n": min(waiting, MOST_AT_ONCE)},
        [
            _("Isinya menjadi satu kiriman untuk run berikutnya. Ini tidak dapat ditarik."),
            _("Berkas untuk sistem pusat ditulis di server. Pengelola mengunggahnya ke sana."),
        ],
        _("Kirim"),
        reverse("office:case_send"),
    )


def _tell(request: HttpRequest, sent: Sent | None) -> None:
    if sent is None or sent.batch is None:
        messages.warning(request, _("Tidak ada permohonan yang dikirim."))
    else:
        told = {"n": sent.cases, "delivery": sent.delivery_id}
        messages.success(request, _("%(n)d permohonan dikirim, kiriman %(delivery)s.") % told)
    if sent is not None and sent.altered:
        numbers = ", ".join(sent.altered[:20])
        messages.error(
            request,
            _("Tidak dikirim, isinya berubah sejak ditandatangani: %(numbers)s.")
            % {"numbers": numbers},
        )


@requires(Permission.CASE_SEND)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_send(request: HttpRequest) -> HttpResponse:
    """How much waits, here or for its signature, what was sent before, and the button; asks
    first."""
    waiting = Case.objects.filter(step=Step.SEND.value).count()
    if request.method == "POST":
        if (page := confirmation_page(request, _asking(waiting))) is not None:
            return page
        store, found = store_of_office(), []

        def send(*, by: Officer, at: datetime, journal: Journal) -> None:
            with store.sole_writer():
                found.append(send_signed(store, by=by, at=at, journal=journal, progress=Silent()))

        fault = acted(request, send)
        if fault is not None:
            messages.error(request, fault_text(fault))
        else:
            _tell(request, found[0])
        return redirect("office:case_send")
    batches = CaseBatch.objects.filter(step=Step.SEND.value).order_by("-pk")[:_SHOWN_BATCHES]
    to_sign = Case.objects.filter(step=Step.SIGN.value).count()
    home = store_of_office().home
    shown = {
        "waiting": waiting,
        "to_sign": to_sign,
        "most": MOST_AT_ONCE,
        "batches": [(b, folder_name(b), batch_files(home, b)) for b in batches],
    }
    return render(request, "office/cases/send.html", shown)


@requires(Permission.CASE_SEND)
@never_cache
@require_POST
def case_send_file(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """A file of a batch that was sent, once more; taking it is recorded."""
    try:
        batch, content = take_batch_file(
            store_of_office().home, number, name,
            by=officer_here(request), at=timezone.now(), journal=journal_of_office(),
        )  # fmt: skip
    except NotFound as fault:
        raise Http404("berkas tidak ada lagi") from fault
    except DesilError as fault:
        messages.error(request, fault_text(fault))
        return redirect("office:case_send")
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{batch.pk:06d}-{name}"'
    return answer
