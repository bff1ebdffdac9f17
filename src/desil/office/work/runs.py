"""Runs: what each was made from, and what came out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.engine.manifest import manifests, read_manifest
from desil.errors import NotFound
from desil.jobs.jobs import start_run
from desil.jobs.models import Proposal
from desil.jobs.states import ProposalState
from desil.office.work.request_context import done, store_of_office
from desil.register.models import Publication


@requires(Permission.RUN_READ)
@never_cache
@require_safe
def run_list(request: HttpRequest) -> HttpResponse:
    """Every finished run, the newest first."""
    found = list(reversed(manifests(store_of_office().runs)))
    return render(
        request, "office/work/runs.html", {"runs": found, "current": Publication.current_run_id()}
    )


@requires(Permission.RUN_READ)
@never_cache
@require_safe
def run(request: HttpRequest, run_id: str) -> HttpResponse:
    """One run: its recipe, its tables, their hashes."""
    try:
        manifest = read_manifest(store_of_office().runs / run_id)
    except NotFound as fault:
        raise Http404("run tidak ada") from fault
    shown = {
        "run": manifest,
        "parameters": [(k, v or "-") for k, v in sorted(manifest.recipe.parameters.items())],
        "is_current": manifest.run_id == Publication.current_run_id(),
        "is_proposed": Proposal.objects.filter(state=ProposalState.OPEN.value).exists(),
    }
    return render(request, "office/work/run.html", shown)


@requires(Permission.RUN_START)
@never_cache
@require_http_methods(["POST"])
def run_start(request: HttpRequest) -> HttpResponse:
    """Ask for the register to be made from every delivery."""
    if done(request, start_run, _("Penyusunan register diminta; kemajuannya ada di bawah.")):
        return redirect("office:jobs")
    return redirect("office:runs")
