"""What the pages about families call things."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desil.dictionary.columns.successions import Succession


def succession_label(kind: Succession) -> str:
    """How an earlier family card number ended."""
    return {
        Succession.CONTINUED: _("diganti nomor yang sekarang"),
        Succession.MERGED: _("anggotanya bergabung ke keluarga ini"),
        Succession.SPLIT: _("keluarga ini berpisah dari KK itu"),
    }[kind]
