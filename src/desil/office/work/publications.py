"""What the register shows, what it showed before, and proposals for what it shows next."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.office.work.asked import done, store_of_office
from desil.office.work.words import publication_state
from desil.registry.models import Publication
from desil.registry.work.models import Proposal
from desil.registry.work.proposals import decide, open_proposal, propose, rollback_target, withdraw
from desil.registry.work.states import JobKind

_SHOWN = 30
_text = partial(forms.CharField, min_length=5, max_length=500)


class ProposalForm(forms.Form):
    """Which run, or the one before, and why."""

    kind = forms.ChoiceField(
        choices=[(JobKind.PUBLISH.value, ""), (JobKind.ROLL_BACK.value, "")],
        widget=forms.HiddenInput,
    )
    run = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    reason = _text(
        label=_lazy("Alasan usulan"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class DecisionForm(forms.Form):
    """What a second person's answer rests on."""

    reason = _text(
        label=_lazy("Dasar persetujuan atau penolakan"),
        help_text=_lazy("Misalnya: jumlah per kelurahan sudah dibandingkan dengan rilis."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@requires(Permission.PUBLICATION_READ)
@never_cache
@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """The open proposal with its answers, the publications, the proposals before."""
    user, waiting = user_of(request), open_proposal()
    target = rollback_target()
    found = Publication.objects.order_by("-id")[:_SHOWN]
    shown = {
        "waiting": waiting,
        "is_own": waiting is not None and waiting.proposed_by == user.actor,
        "decision": DecisionForm(),
        "target": target,
        "roll_back": ProposalForm(initial={"kind": JobKind.ROLL_BACK.value}),
        "rows": [(p, publication_state(p)) for p in found],
        "past": Proposal.objects.exclude(pk=waiting.pk if waiting else 0).order_by("-id")[:_SHOWN],
    }
    return render(request, "office/work/publications.html", shown)


@requires(Permission.PUBLICATION_PROPOSE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publication_propose(request: HttpRequest) -> HttpResponse:
    """Propose a run, named in the address, or a roll back."""
    if request.method != "POST":
        initial = {"kind": JobKind.PUBLISH.value, "run": request.GET.get("run", "")[:64]}
        form = ProposalForm(initial=initial)
        return render(request, "office/work/propose.html", {"form": form, "run": initial["run"]})
    form = ProposalForm(request.POST)
    if not form.is_valid():
        run = request.POST.get("run", "")[:64]
        return render(request, "office/work/propose.html", {"form": form, "run": run})
    told = form.cleaned_data
    action = partial(
        propose,
        store_of_office(),
        kind=JobKind(told["kind"]),
        run_id=told["run"],
        reason=told["reason"],
    )
    done(request, action, _("Usulan dicatat. Orang kedua sekarang dapat menyetujuinya."))
    return redirect("office:publications")


@requires(Permission.PUBLICATION_APPROVE)
@never_cache
@require_http_methods(["POST"])
def publication_decide(request: HttpRequest, proposal: int) -> HttpResponse:
    """A second person approves or rejects."""
    form, answer = DecisionForm(request.POST), request.POST.get("answer")
    if not form.is_valid() or answer not in {"approve", "reject"}:
        messages.error(request, _("Tulis dasar putusan (5 huruf atau lebih), lalu pilih."))
        return redirect("office:publications")
    is_approved = answer == "approve"
    action = partial(decide, proposal, is_approved=is_approved, reason=form.cleaned_data["reason"])
    said = _("Disetujui. Register sedang dimuat.") if is_approved else _("Usulan ditolak.")
    done(request, action, said)
    return redirect("office:publications")


@requires(Permission.PUBLICATION_PROPOSE)
@never_cache
@require_http_methods(["POST"])
def publication_withdraw(request: HttpRequest, proposal: int) -> HttpResponse:
    """Take one's own proposal back."""
    done(request, partial(withdraw, proposal), _("Usulan ditarik."))
    return redirect("office:publications")
