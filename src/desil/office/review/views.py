"""Judging doubtful pairs, one after another."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.engine.store import Store
from desil.errors import DesilError, NotFound
from desil.linkage.weights.delivery_weights import weights_of_source
from desil.office.review.pair import evidence_of, lines_of
from desil.register.review_queue import doubt, judge, open_pairs
from desil.ui.family.facts import source_label
from desil.ui.figures import share_text

_PPM = 1_000_000
_FURTHEST = 1000


class Judgement(forms.Form):
    """The same person or not, and why."""

    source = forms.CharField(widget=forms.HiddenInput)
    record_id = forms.CharField(widget=forms.HiddenInput)
    nik = forms.CharField(widget=forms.HiddenInput)
    is_same = forms.ChoiceField(
        label=_lazy("Apakah keduanya orang yang sama?"),
        choices=[
            ("yes", _lazy("Ya, orang yang sama")),
            ("no", _lazy("Bukan, orang yang berbeda")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_lazy("Dasar putusan"),
        help_text=_lazy("Misalnya: dicocokkan dengan KTP saat kunjungan."),
        min_length=5,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _skip(request: HttpRequest) -> int:
    text = request.GET.get("lewati", "0")
    if not text.isdecimal() or int(text) > _FURTHEST:
        raise Http404("lewati bukan angka yang mungkin")
    return int(text)


def _record_look(request: HttpRequest, nik: str) -> None:
    journal = journal_of_office()
    with recorded(
        journal, "REVIEW_READ", "pair", by=user_of(request).actor, at=timezone.now()
    ) as record:
        record.object_id, record.subjects = journal.person(nik), (journal.person(nik),)


@requires(Permission.REVIEW_READ)
@never_cache
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The next pair; says so when there is none left."""
    skip = _skip(request)
    store = Store(settings.DESIL_HOME)
    pair, waiting = open_pairs(store, skip=skip)
    shown: dict[str, object] = {"waiting": waiting, "skip": skip, "next": skip + 1}
    if pair is not None:
        _record_look(request, pair["nik"])
        shown |= {
            "pair": pair,
            "source": source_label(pair["source"]),
            "lines": lines_of(pair),
            "evidence": evidence_of(pair, weights_of_source(store.home, pair["source"])),
            "share": share_text(pair["share_ppm"], _PPM),
            "is_linked": pair["stake"] is not None and pair["stake"] % 2 == 0,
            "form": Judgement(initial={k: pair[k] for k in ("source", "record_id", "nik")}),
        }
    return render(request, "office/review.html", shown)


@requires(Permission.REVIEW_DECIDE)
@never_cache
@require_http_methods(["POST"])
def decide(request: HttpRequest) -> HttpResponse:
    """Record a judgement and go on to the next pair."""
    form = Judgement(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih jawabannya dan tulis dasar putusan (5 huruf atau lebih)."))
        return redirect("office:review")
    told = form.cleaned_data
    try:
        judge(
            Store(settings.DESIL_HOME),
            pair=doubt(told["source"], told["record_id"], told["nik"]),
            is_same=told["is_same"] == "yes",
            reason=told["reason"],
            by=user_of(request).actor,
            at=timezone.now(),
            journal=journal_of_office(),
        )
    except NotFound as fault:
        raise Http404(fault.message) from fault
    except DesilError as fault:
        messages.error(request, f"{fault.message} {fault.hint}")
    else:
        messages.success(
            request, _("Putusan dicatat. Dipakai mulai penyusunan register berikutnya.")
        )
    return redirect("office:review")
