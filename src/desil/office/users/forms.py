"""What an administrator fills in: who is invited, as what, for where, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from desil.accounts.models import USERNAME, User
from desil.accounts.roles import Reach, reach_of, require_compatible, roles
from desil.dictionary.areas import city_villages
from desil.errors import DesilError
from desil.ui.places import place_name

_PLAIN = {"autocomplete": "off"}


@dataclass(frozen=True, slots=True)
class VillageChoice:
    """One kelurahan to tick: its BPS code, what it is called, whether it is ticked."""

    code: str
    name: str
    is_chosen: bool


def _role_choices() -> list[tuple[str, str]]:
    language = get_language() or "id"
    return [
        (r.name, f"{r.label.in_language(language)}: {r.does.in_language(language)}")
        for r in roles().values()
    ]


class RightsForm(forms.Form):
    """Roles, the kelurahan where these need some, and the reason."""

    roles = forms.MultipleChoiceField(
        label=_("Peran"), required=False, widget=forms.CheckboxSelectMultiple
    )
    villages = forms.MultipleChoiceField(
        label=_("Kelurahan"), required=False, widget=forms.MultipleHiddenInput
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tertulis di log audit."),
        widget=forms.TextInput(attrs=_PLAIN),
        min_length=5,
        max_length=200,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["roles"].choices = _role_choices()  # type: ignore[attr-defined] # a ChoiceField
        self.fields["villages"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (v.bps, v.name) for v in city_villages()
        ]

    def clean_roles(self) -> list[str]:
        """The roles, when one person may hold them together."""
        chosen: list[str] = self.cleaned_data["roles"]
        try:
            require_compatible(chosen)
        except DesilError as fault:
            raise forms.ValidationError(f"{fault.message} {fault.hint}") from fault
        return chosen

    def clean(self) -> dict[str, Any]:
        """Kelurahan where the roles are bounded by them, and none elsewhere."""
        told: dict[str, Any] = self.cleaned_data
        if "roles" in told:
            is_bounded = reach_of(told["roles"]) is Reach.TERRITORY
            if is_bounded and not told.get("villages"):
                self.add_error(
                    None, _("Peran ini bekerja di kelurahan: pilih paling sedikit satu.")
                )
            if told.get("villages") and not is_bounded:
                self.add_error(None, _("Peran ini tidak dibatasi menurut kelurahan: jangan pilih."))
        return told

    @property
    def districts(self) -> list[tuple[str, list[VillageChoice], int]]:
        """Every kecamatan with its kelurahan, and how many of these are ticked."""
        ticked = set(self["villages"].value() or ())
        found: dict[str, list[VillageChoice]] = {}
        for village in sorted(city_villages(), key=lambda v: (v.district, v.name)):
            choice = VillageChoice(village.bps, place_name(village.name), village.bps in ticked)
            found.setdefault(place_name(village.district), []).append(choice)
        return [(name, them, sum(v.is_chosen for v in them)) for name, them in found.items()]


class InvitationForm(RightsForm):
    """A new person, with roles and kelurahan; why is told by the invitation itself."""

    field_order = ("name", "username", "email", "roles", "villages")
    name = forms.CharField(
        label=_("Nama orangnya"), max_length=120, widget=forms.TextInput(attrs=_PLAIN)
    )
    username = forms.RegexField(
        USERNAME,
        label=_("Nama pengguna"),
        help_text=_("3–40 huruf kecil, angka, titik, - atau _; diawali huruf."),
        widget=forms.TextInput(attrs={**_PLAIN, "autocapitalize": "none"}),
    )
    email = forms.EmailField(
        label=_("Surel (untuk masuk lewat OpenID Connect; boleh kosong)"),
        required=False,
        widget=forms.EmailInput(attrs=_PLAIN),
    )
    reason = None  # type: ignore[assignment] # Django leaves the field out


class ResetForm(forms.Form):
    """The reason, and the account's name typed once more."""

    username = forms.CharField(
        label=_("Ketik nama pengguna akun itu"), widget=forms.TextInput(attrs=_PLAIN)
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tertulis di log audit."),
        widget=forms.TextInput(attrs=_PLAIN),
        min_length=5,
        max_length=200,
    )

    def __init__(self, user: User, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.user = user

    def clean_username(self) -> str:
        """The name, when it is the account's."""
        typed: str = self.cleaned_data["username"].strip().lower()
        if typed != self.user.username:
            raise forms.ValidationError(_("Bukan nama pengguna akun ini."))
        return typed
