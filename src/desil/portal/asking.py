"""The forms of the portal: few fields, plain words, and a hidden one that makes programs wait."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from desil.dictionary.nik import is_sixteen_digits

_NUMERIC = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}


class Waiting(forms.Form):
    """A form that carries its token."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=300)


class BirthDate(forms.DateField):
    """A birth date as people write it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Tanggal lahir"),
            help_text=_("Contoh: 17-8-1990"),
            input_formats=["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"],
            widget=forms.TextInput(attrs=_NUMERIC | {"inputmode": "text"}),
            error_messages={"invalid": _("Tulis hari, bulan, tahun. Contoh: 17-8-1990")},
        )


class WhoForm(Waiting):
    """NIK and birth date."""

    nik = forms.CharField(
        label="NIK",
        help_text=_("16 angka di KTP atau KK"),
        widget=forms.TextInput(attrs=_NUMERIC),
    )
    birth_date = BirthDate()

    def clean_nik(self) -> str:
        """Its digits; spaces and dots do not matter."""
        nik = "".join(sign for sign in self.cleaned_data["nik"] if sign not in " .-")
        if not is_sixteen_digits(nik):
            raise forms.ValidationError(_("NIK ada 16 angka. Periksa lagi."))
        return nik


class CodeForm(WhoForm):
    """NIK, birth date, and the code from the letter."""

    code = forms.CharField(
        label=_("Kode"),
        help_text=_("12 huruf dan angka di surat Anda"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class TicketForm(Waiting):
    """A ticket and the applicant's birth date."""

    ticket = forms.CharField(
        label=_("Nomor tiket"),
        help_text=_("16 huruf dan angka di tanda terima"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    birth_date = BirthDate()
