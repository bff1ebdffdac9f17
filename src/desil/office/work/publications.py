"""What the register shows, what it showed before, and proposals for what it shows next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.errors import DesilError
from desil.jobs.models import Proposal
from desil.jobs.proposals import (
    decide,
    open_proposal,
    propose,
    proposed_check,
    rollback_target,
    withdraw,
)
from desil.jobs.states import JobKind
from desil.office.work.publication_change import ChangeShown, change_shown
from desil.office.work.request_context import done, store_of_office
from desil.office.work.words import publication_state
from desil.register.models import Publication
from desil.ui.posting.confirmation import Asking, confirmation_page

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
    """What a second person's answer rests on; the number of families is asked of who approves."""

    families = forms.CharField(
        label=_lazy("Jumlah keluarga sesudah penerbitan"),
        help_text=_lazy("Untuk menyetujui: ketik angkanya dari tabel di atas."),
        required=False,
        max_length=15,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    reason = _text(
        label=_lazy("Dasar persetujuan atau penolakan"),
        help_text=_lazy("Misalnya: jumlah per kelurahan sudah dibandingkan dengan rilis."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @property
    def number(self) -> int | None:
        """The number of families, however its thousands are set apart; None where there is none."""
        digits = "".join(c for c in self.cleaned_data["families"] if c.isdecimal())
        return int(digits) if digits else None


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
    told = request.POST if request.method == "POST" else request.GET
    form = ProposalForm(request.POST if request.method == "POST" else None, initial=_wanted(told))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        action = partial(
            propose,
            store_of_office(),
            kind=JobKind(asked["kind"]),
            run_id=asked["run"],
            reason=asked["reason"],
        )
        done(request, action, _("Usulan dicatat. Orang kedua sekarang dapat menyetujuinya."))
        return redirect("office:publications")
    wanted = _wanted(told)
    shown = {"form": form, "run": wanted["run"], "change": _change(wanted)}
    return render(request, "office/work/propose.html", shown)


def _wanted(told: QueryDict) -> dict[str, str]:
    """The kind and the run that an address or a form names."""
    kind = told.get("kind", "")
    known = {JobKind.PUBLISH.value, JobKind.ROLL_BACK.value}
    return {
        "kind": kind if kind in known else JobKind.PUBLISH.value,
        "run": told.get("run", "")[:64],
    }


def _change(wanted: Mapping[str, str]) -> ChangeShown | None:
    """What the proposal would change; None for a run that cannot be proposed."""
    store = store_of_office()
    try:
        check = proposed_check(store, JobKind(wanted["kind"]), wanted["run"])
    except DesilError:
        return None
    return change_shown(store, check)


@requires(Permission.PUBLICATION_APPROVE)
@reauthentication_required  # type: ignore[untyped-decorator] # allauth has no types
@never_cache
@require_safe
def publication_review(request: HttpRequest, proposal: int) -> HttpResponse:
    """What an open proposal changes, and the form by which a second person answers it."""
    waiting = open_proposal()
    if waiting is None or waiting.pk != proposal:
        raise Http404("usulan tidak menunggu")
    return _review(request, waiting, DecisionForm())


def _review(request: HttpRequest, waiting: Proposal, form: DecisionForm) -> HttpResponse:
    shown = {
        "waiting": waiting,
        "is_own": waiting.proposed_by == user_of(request).actor,
        "decision": form,
        "change": _change({"kind": waiting.kind, "run": waiting.run_id}),
    }
    return render(request, "office/work/review_publication.html", shown)


def _asking_to_reject(proposal: int) -> Asking:
    return Asking(
        _("Tolak usulan ini?"),
        [_("Usulannya ditutup dan registernya tidak berubah.")],
        _("Tolak"),
        reverse("office:publication_review", args=[proposal]),
    )


@requires(Permission.PUBLICATION_APPROVE)
@reauthentication_required  # type: ignore[untyped-decorator] # allauth has no types
@never_cache
@require_http_methods(["POST"])
def publication_decide(request: HttpRequest, proposal: int) -> HttpResponse:
    """A second person approves, by the number of families, or rejects; what was typed stays."""
    form, answer = DecisionForm(request.POST), request.POST.get("answer")
    waiting = open_proposal()
    if not form.is_valid() or answer not in {"approve", "reject"}:
        messages.error(request, _("Tulis dasar putusan (5 huruf atau lebih), lalu pilih."))
        if waiting is not None and waiting.pk == proposal:
            return _review(request, waiting, form)
        return redirect("office:publications")
    if answer == "reject":
        page = confirmation_page(request, _asking_to_reject(proposal))
        if page is not None:
            return page
    action = partial(
        decide,
        proposal,
        is_approved=answer == "approve",
        reason=form.cleaned_data["reason"],
        families=form.number,
    )
    approved = _("Disetujui. Register sedang dimuat.")
    said = approved if answer == "approve" else _("Usulan ditolak.")
    if not done(request, action, said) and waiting is not None and waiting.pk == proposal:
        return _review(request, waiting, form)
    return redirect("office:publications")


@requires(Permission.PUBLICATION_PROPOSE)
@never_cache
@require_http_methods(["POST"])
def publication_withdraw(request: HttpRequest, proposal: int) -> HttpResponse:
    """Take one's own proposal back, after asking."""
    asking = Asking(
        _("Tarik usulan ini?"),
        [_("Registernya tidak berubah. Anda dapat mengusulkannya lagi.")],
        _("Tarik usulan"),
        reverse("office:publications"),
    )
    if (page := confirmation_page(request, asking)) is not None:
        return page
    done(request, partial(withdraw, proposal), _("Usulan ditarik."))
    return redirect("office:publications")
