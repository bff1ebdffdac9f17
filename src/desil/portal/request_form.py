"""The form of a request: what is asked for, what one says, and which facts of the home are wrong.

It stands on the resident's own page; facts are chosen beside each fact there, so each control names
the form that it belongs to.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desil.cases.actions.entering import LONGEST_TOLD
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.kinds.kind import Kind, kinds
from desil.cases.kinds.words import About, Door
from desil.dictionary.tables import FAMILY
from desil.errors import UsageFault, catalogued
from desil.portal.asking import Waiting
from desil.portal.proof.limits import new_token
from desil.ui.family.facts import said

PURPOSE = "filing"
FORM_ID = "permohonan"
HIGH, UNRANKED = "decile_too_high", "not_ranked_yet"  # what most people come for
_ABOUT = frozenset({About.FAMILY, About.PERSON, About.NOBODY})


def open_kinds() -> dict[str, Kind]:
    """What a resident may ask for here; what is about another family is asked at the counter."""
    return {
        name: kind
        for name, kind in kinds().items()
        if Door.PORTAL in kind.doors and kind.about in _ABOUT
    }


def coded_facts(kind: Kind) -> tuple[str, ...]:
    """The facts of the home that a request of this type may change by choosing from a list."""
    return tuple(
        name for name in kind.facts.get("family", ()) if FAMILY.column(name).codes is not None
    )


class RequestForm(Waiting):
    """One request: what is asked for and said, and a telephone number."""

    kind = forms.ChoiceField(label=_("Apa yang Anda minta?"), widget=forms.RadioSelect)
    told = forms.CharField(
        label=_("Ceritakan singkat"),
        max_length=LONGEST_TOLD,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(
        label=_("Nomor telepon (boleh kosong)"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    client_key = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["kind"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (name, said(kind.says)) for name, kind in open_kinds().items()
        ]

    def ask_despite(self) -> None:
        """Ask that a second open request is meant."""
        self.fields["despite"] = forms.BooleanField(
            label=_("Permohonan saya yang lain masih terbuka. Ini hal yang lain."),
            error_messages={
                "required": _("Permohonan Anda yang lain masih terbuka. Hal yang lain? Centang.")
            },
        )


class FactsForm(forms.Form):
    """The coded facts of the home that may be wrong; empty means: stays."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in coded_facts(open_kinds()[HIGH]):
            column = FAMILY.column(name)
            assert column.codes is not None  # noqa: S101 - only coded facts are here
            self.fields[name] = forms.ChoiceField(
                label=said(column.label),
                required=False,
                choices=[
                    ("", _("tetap")),
                    *((str(c), said(column.codes.label_of(c))) for c in column.codes.values),
                ],
                widget=forms.Select(attrs={"form": FORM_ID}),
            )

    def changes_for(self, kind: Kind) -> tuple[RequestedChange, ...]:
        """What was chosen; UsageFault where that type of request changes no such fact."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if not chosen.keys() <= set(coded_facts(kind)):
            raise UsageFault(
                catalogued("Anda memilih data rumah yang salah."),
                hint=catalogued(
                    "Pilih permintaan tentang desil. Atau pilih 'tetap' pada data itu."
                ),
            )
        return tuple(RequestedChange("family", name, value) for name, value in chosen.items())


def new_request(at: datetime, *, is_ranked: bool = True) -> RequestForm:
    """An empty form, shown at `at` to whose family has a decile, or none."""
    return RequestForm(
        initial={
            "token": new_token(PURPOSE, at),
            "client_key": uuid.uuid4().hex,
            "kind": HIGH if is_ranked else UNRANKED,
        }
    )
