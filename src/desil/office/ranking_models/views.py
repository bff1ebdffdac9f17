"""The pages of models: all of them, one of them, proposing one and approving one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.errors import DesilError
from desil.jobs.asker import Asker
from desil.jobs.ranking_models.decisions import approve_model, propose_model
from desil.office.ranking_models.figures import accuracy_rows, survey_rows
from desil.office.ranking_models.judgement import past_rows
from desil.office.ranking_models.rows import (
    decision_rows,
    fact_rows,
    kind_label,
    state_label,
)
from desil.office.ranking_models.trial import trial_change, trials_of
from desil.office.work.files_field import FilesField
from desil.office.work.request_context import asker_of, done, store_of_office
from desil.ranking.activation.model_store import (
    Step,
    StoredModel,
    is_same_person,
    proposed_versions,
    stored_models,
)

# What `desil ranking fit` writes: model.yaml, and model.txt where a model has trees.
_ACCEPTED = ".yaml,.txt"
TO_APPROVE, PROPOSED = "persetujuan", "usulan"


class ModelForm(forms.Form):
    """The files of a model's folder."""

    sent = FilesField(
        _ACCEPTED,
        label=_lazy("Berkas model"),
        help_text=_lazy(
            "Semua berkas di folder yang ditulis desil ranking fit: model.yaml, dan berkas "
            "pohonnya bila ada."
        ),
    )
    anchored = forms.BooleanField(
        label=_lazy("Batas desil menurut desil resmi tiap rilis, bukan menurut survei"),
        required=False,
        initial=True,
    )


class ApprovalForm(forms.Form):
    """Approving a model, having read what there is to read."""

    has_read = forms.BooleanField()

    def __init__(self, *arguments: Any, has_trial: bool) -> None:
        super().__init__(*arguments)
        self.fields["has_read"].label = (
            _("Saya sudah membaca kartu model ini dan hasil run percobaannya.")
            if has_trial
            else _("Saya sudah membaca kartu model ini. Saya menyetujuinya tanpa run percobaan.")
        )


def _model_or_404(version: str) -> StoredModel:
    for kept in stored_models(store_of_office().home):
        if kept.model.version == version:
            return kept
    raise Http404("model tidak ada")


def models_to_approve(home: Path, by: Asker) -> frozenset[str]:
    """The versions that somebody else proposed and that nobody has approved."""
    return frozenset(
        version for version, proposers in proposed_versions(home).items()
        if not any(is_same_person(by.named, one) for one in proposers)
    )  # fmt: skip


def _requested_versions(request: HttpRequest) -> frozenset[str] | None:
    """The versions that wait, for the reader or for anybody; None for all, whatever their state."""
    waits, home = request.GET.get("menunggu", ""), store_of_office().home
    if waits == TO_APPROVE:
        return models_to_approve(home, asker_of(request))
    if waits == PROPOSED:
        return frozenset(proposed_versions(home))
    if waits:
        raise Http404("tidak ada model yang menunggu itu")
    return None


def _list(request: HttpRequest, form: ModelForm, status: int = 200) -> HttpResponse:
    wanted = _requested_versions(request)
    try:
        kept = stored_models(store_of_office().home)
        fault = ""
    except DesilError as broken:
        kept, fault = [], f"{broken.message} {broken.hint}".strip()
    shown = {
        "models": [
            (k.model, state_label(k.state), kind_label(k.model.kind), decision_rows(k.decisions))
            for k in reversed(kept)
            if wanted is None or k.model.version in wanted
        ],
        "fault": fault,
        "form": form,
        "is_filtered": wanted is not None,
    }
    return render(request, "office/models/models.html", shown, status=status)


@requires(Permission.MODEL_READ)
@never_cache
@require_safe
def models(request: HttpRequest) -> HttpResponse:
    """Every model of this office, the newest first."""
    return _list(request, ModelForm())


@requires(Permission.MODEL_PROPOSE)
@never_cache
@require_http_methods(["POST"])
def model_propose(request: HttpRequest) -> HttpResponse:
    """Keep the model that was sent, proposed by whoever sent it."""
    form = ModelForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    files = {str(file.name): file.read() for file in form.cleaned_data["sent"]}
    action = partial(
        propose_model, store_of_office(), files, anchored=form.cleaned_data["anchored"]
    )
    done(request, action, _("Model diusulkan. Orang lain menyetujuinya sebelum dipakai."))
    return redirect("office:models")


def _page(
    request: HttpRequest, kept: StoredModel, data: QueryDict | None, status: int
) -> HttpResponse:
    model, reader = kept.model, asker_of(request).named
    proposers = [d.by for d in kept.decisions if d.step is Step.PROPOSED]
    trials = trials_of(store_of_office(), model.version)
    change = trial_change(store_of_office(), trials[0]) if trials else None
    shown = {
        "model": model,
        "state": state_label(kept.state),
        "kind": kind_label(model.kind),
        "judged": past_rows(model.version),
        "is_proposed": not any(d.step is Step.APPROVED for d in kept.decisions),
        "is_own": any(is_same_person(reader, by) for by in proposers),
        "decisions": decision_rows(kept.decisions),
        "facts": fact_rows(model),
        "trials": trials,
        "change": change,
        "fitted_on": survey_rows(model.fitted_on),
        "accuracy": accuracy_rows(model.accuracy),
        "form": ApprovalForm(data, has_trial=bool(trials)),
    }
    return render(request, "office/models/model.html", shown, status=status)


@requires(Permission.MODEL_READ)
@never_cache
@require_safe
def model(request: HttpRequest, version: str) -> HttpResponse:
    """One model: its facts, its accuracy, who decided what."""
    return _page(request, _model_or_404(version), None, 200)


@requires(Permission.MODEL_APPROVE)
@reauthentication_required  # type: ignore[untyped-decorator] # allauth has no types
@never_cache
@require_http_methods(["POST"])
def model_approve(request: HttpRequest, version: str) -> HttpResponse:
    """Put a model to use that somebody else proposed."""
    kept = _model_or_404(version)
    if not ApprovalForm(request.POST, has_trial=True).is_valid():
        return _page(request, kept, request.POST, 422)
    action = partial(approve_model, store_of_office(), version)
    done(request, action, _("Model dipakai mulai penyusunan register berikutnya."))
    return redirect("office:model", version)
