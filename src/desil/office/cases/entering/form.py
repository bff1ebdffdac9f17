"""The form of a new case: who asks, about whom, what they say, and their papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desil.accounts.masking import mask_number
from desil.accounts.models import User
from desil.cases.actions.entering import LONGEST_TOLD, Applicant, Entry
from desil.cases.changes.register import KnownFamily
from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import About, Door, Step
from desil.dictionary.areas import city_villages
from desil.dictionary.nik import judge_nik
from desil.dictionary.verdict import Verdict
from desil.office.cases.document_form import ACCEPTED, held_to_size
from desil.office.cases.entering.facts import village_choices
from desil.office.cases.forms import day_field
from desil.office.cases.words import document_label

_PLAIN = {"autocomplete": "off"}
_NUMBER = {"autocomplete": "off", "inputmode": "numeric"}
_PAPER = "berkas-"


class EntryForm(forms.Form):
    """Everything but the facts. `client_key` is drawn once per form."""

    name = forms.CharField(
        label=_("Nama pemohon"), max_length=120, widget=forms.TextInput(attrs=_PLAIN)
    )
    birth_date = day_field(_("Tanggal lahir pemohon"))
    applicant_nik = forms.CharField(
        label=_("NIK pemohon (boleh kosong)"),
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs=_NUMBER),
    )
    phone = forms.CharField(
        label=_("Nomor telepon (boleh kosong)"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    told = forms.CharField(
        label=_("Yang disampaikan pemohon"),
        max_length=LONGEST_TOLD,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    client_key = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def __init__(
        self, kind: Kind, family: KnownFamily | None, user: User, *arguments: Any, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.kind = kind
        self.fields["birth_date"].help_text = _("Dengan tiket dan tanggal ini ia mengikutinya.")
        if family is not None and kind.about is About.PERSON:
            self._ask_member(family)
        if family is None:
            self._ask_place(user)
        for paper, step in kind.documents.items():
            if step is Step.COMPLETE:
                self.fields[f"{_PAPER}{paper}"] = forms.FileField(
                    label=document_label(paper),
                    required=False,
                    help_text=_("Foto atau PDF; boleh menyusul."),
                    widget=forms.FileInput(attrs={"accept": ACCEPTED}),
                )

    def ask_despite(self) -> None:
        """Ask that a second open case about the family is meant."""
        self.fields["despite"] = forms.BooleanField(
            label=_("Tetap catat permohonan baru; yang sudah terbuka bukan tentang hal ini."),
            error_messages={"required": _("Sudah ada permohonan terbuka. Buka itu, atau centang.")},
        )

    def _ask_member(self, family: KnownFamily) -> None:
        choices = [
            (nik, f"{row.get('name') or '–'}, {mask_number(nik)}")
            for nik, row in sorted(family.members.items())
        ]
        self.fields["nik"] = forms.ChoiceField(
            label=_("Anggota yang dimaksud"), choices=[("", _("pilih anggota")), *choices]
        )

    def _ask_place(self, user: User) -> None:
        seen = user.territory
        codes = [v.bps for v in city_villages()] if seen.is_whole_city else sorted(seen.villages)
        if self.kind.about is About.NEW_FAMILY:
            self.fields["family_number"] = forms.CharField(
                label=_("Nomor KK keluarga itu"),
                max_length=16,
                widget=forms.TextInput(attrs=_NUMBER),
            )
        self.fields["village_code"] = forms.ChoiceField(
            label=_("Kelurahan"), choices=village_choices(codes)
        )

    def clean_applicant_nik(self) -> str:
        """The NIK, when it can be one."""
        typed = "".join(self.cleaned_data["applicant_nik"].split())
        if typed and judge_nik(typed).verdict is Verdict.INVALID:
            raise forms.ValidationError(_("NIK ini tidak mungkin: 16 angka, seperti pada kartu."))
        return typed

    def clean(self) -> dict[str, Any]:
        """Every paper of a size that may be read."""
        told: dict[str, Any] = self.cleaned_data
        for name in [n for n in self.fields if n.startswith(_PAPER)]:
            try:
                held_to_size(told.get(name))
            except forms.ValidationError as fault:
                self.add_error(name, fault)
        return told

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """The papers that were handed over."""
        for name, content in self.cleaned_data.items():
            if name.startswith(_PAPER) and content:
                yield name.removeprefix(_PAPER), content.read()

    def entry(self, door: Door, family_number: str, changes: Sequence[RequestedChange]) -> Entry:
        """The case that a valid form opens."""
        told = self.cleaned_data
        return Entry(
            self.kind.name,
            door.value,
            told["client_key"],
            Applicant(
                told["name"].upper(), told["applicant_nik"] or None, told["birth_date"],
                told["phone"],
            ),
            family_number=family_number or told.get("family_number", ""),
            nik=told.get("nik", ""),
            village_code=told.get("village_code", ""),
            told=told["told"],
            changes=tuple(changes),
        )  # fmt: skip
