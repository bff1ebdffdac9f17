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


def _sixteen_digits(typed: str, wrong: str) -> str:
    """The digits of a number; spaces, dots and hyphens do not matter."""
    digits = "".join(sign for sign in typed if sign not in " .-")
    if not is_sixteen_digits(digits):
        raise forms.ValidationError(wrong)
    return digits


class NikForm(Waiting):
    """A NIK."""

    nik = forms.CharField(
        label="NIK",
        help_text=_("16 angka di KTP atau KK"),
        widget=forms.TextInput(attrs=_NUMERIC),
    )

    def clean_nik(self) -> str:
        """Its digits."""
        return _sixteen_digits(self.cleaned_data["nik"], str(_("NIK ada 16 angka. Periksa lagi.")))


class WhoForm(NikForm):
    """NIK and the number of the family card."""

    family_card = forms.CharField(
        label=_("Nomor KK"),
        help_text=_("16 angka di atas kartu keluarga"),
        widget=forms.TextInput(attrs=_NUMERIC),
    )

    def clean_family_card(self) -> str:
        """Its digits."""
        typed = self.cleaned_data["family_card"]
        return _sixteen_digits(typed, str(_("Nomor KK ada 16 angka. Periksa lagi.")))


class CodeForm(NikForm):
    """NIK, birth date, and the code from the letter."""

    birth_date = BirthDate()
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
