"""A document that is added to a case by form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desil.cases.evidence.policy import evidence_policy
from desil.cases.kinds.words import documents
from desil.office.cases.words import document_label

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"


class DocumentForm(forms.Form):
    """One document, and where it was photographed when the photo itself does not say."""

    document = forms.ChoiceField(label=_("Jenis berkas"))
    content = forms.FileField(
        label=_("Foto atau PDF"), widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )
    latitude = forms.FloatField(
        label=_("Lintang (boleh kosong)"),
        required=False,
        min_value=-90,
        max_value=90,
        help_text=_("Tempat di foto (EXIF) dipakai lebih dulu, lalu dibuang dari fotonya."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    longitude = forms.FloatField(
        label=_("Bujur (boleh kosong)"),
        required=False,
        min_value=-180,
        max_value=180,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, missing: Sequence[str], *arguments: Any) -> None:
        # handed on as it came
        super().__init__(*arguments, auto_id="berkas_%s")  # type: ignore[misc]
        first = [n for n in missing if n in documents()]
        names = [*first, *(n for n in documents() if n not in first)]
        self.fields["document"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (n, document_label(n)) for n in names
        ]

    def clean_content(self) -> Any:
        """The file, when it is not too large to be read."""
        return held_to_size(self.cleaned_data["content"])


def held_to_size(content: Any) -> Any:
    """An uploaded file; ValidationError where it has more bytes than evidence may."""
    most = evidence_policy().most_bytes
    if content is not None and content.size > most:
        raise forms.ValidationError(
            _("Berkas ini terlalu besar: paling besar %(n)d MB."), params={"n": most >> 20}
        )
    return content
