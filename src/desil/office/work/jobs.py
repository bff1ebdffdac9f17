"""Jobs in the background: how far each is, stopping it, asking for it again.

What concerns the register is seen by those who see runs; a file's job by whoever asked for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.jobs.jobs import cancel_job, retry_job
from desil.jobs.models import Export, Job
from desil.jobs.ranking_models.survey_request import forget_survey
from desil.jobs.states import JobKind
from desil.office.work.request_context import done, store_of_office
from desil.ui.posting.confirmation import Asking, confirmation_page

_SHOWN = 50
_MAY = (
    Permission.RUN_READ,
    Permission.RECAP_EXPORT,
    Permission.PEOPLE_EXPORT,
    Permission.WORKLIST_EXPORT,
)
_CHANGES = {
    JobKind.RUN: Permission.RUN_START,
    JobKind.PUBLISH: Permission.PUBLICATION_APPROVE,
    JobKind.ROLL_BACK: Permission.PUBLICATION_APPROVE,
    JobKind.DELIVERY: Permission.DELIVERY_HAND_IN,
    JobKind.LIST: Permission.LIST_PROPOSE,
    JobKind.CHECK: Permission.LIST_PROPOSE,
    JobKind.SURVEY: Permission.MODEL_PROPOSE,
}
REFRESH_SECONDS = 5


def _seen_by(user: User) -> Q:
    own = Q(asked_by=user.actor)
    return own | ~Q(kind=JobKind.EXPORT.value) if user.may(Permission.RUN_READ) else own


def _requested_job(user: User, number: int) -> Job:
    job = Job.objects.filter(_seen_by(user), pk=number).first()
    if job is None:
        raise Http404("pekerjaan tidak ada")
    return job


def _may_change(user: User, job: Job) -> bool:
    needed = _CHANGES.get(JobKind(job.kind))
    return user.may(needed) if needed else job.asked_by == user.actor


@requires(*_MAY)
@never_cache
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """The newest jobs."""
    found = Job.objects.filter(_seen_by(user_of(request))).order_by("-id")[:_SHOWN]
    return render(request, "office/work/jobs.html", {"jobs": found})


@requires(*_MAY)
@never_cache
@require_safe
def job(request: HttpRequest, number: int) -> HttpResponse:
    """One job; the page shows itself again every few seconds until the job is over."""
    user = user_of(request)
    chosen = _requested_job(user, number)
    shown = {
        "job": chosen,
        "may_change": _may_change(user, chosen),
        "export": Export.objects.filter(job=chosen, asked_by=user.actor).first(),
    }
    answer = render(request, "office/work/job.html", shown)
    if not chosen.is_over:
        answer["Refresh"] = str(REFRESH_SECONDS)
    return answer


def _change(
    request: HttpRequest, number: int, action: Callable[..., object], said: str
) -> HttpResponse:
    user = user_of(request)
    chosen = _requested_job(user, number)
    if not _may_change(user, chosen):
        raise Http404("pekerjaan tidak dapat diubah oleh peran ini")
    done(request, partial(action, number), said)
    return redirect("office:job", number)


@requires(*_MAY)
@never_cache
@require_http_methods(["POST"])
def job_cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Stop a job, after asking."""
    _requested_job(user_of(request), number)
    asking = Asking(
        _("Batalkan pekerjaan ini?"),
        [_("Yang sudah dikerjakan dibuang. Pekerjaan ini dapat diulangi.")],
        _("Batalkan pekerjaan"),
        reverse("office:job", args=[number]),
    )
    if (page := confirmation_page(request, asking)) is not None:
        return page
    answer = _change(request, number, cancel_job, _("Pembatalan dicatat."))
    forget_survey(store_of_office(), _requested_job(user_of(request), number))
    return answer


@requires(*_MAY)
@never_cache
@require_http_methods(["POST"])
def job_retry(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a job again."""
    return _change(request, number, retry_job, _("Pekerjaan menunggu giliran lagi."))
