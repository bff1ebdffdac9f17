"""What the screens about families call things."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADINGS: dict[str, str | Promise] = {
    "Wilayah": _("Wilayah"),
    "Identitas": _("Identitas"),
    "Kesejahteraan": _("Kesejahteraan"),
    "Perumahan": _("Perumahan"),
    "Aset": _("Aset"),
    "Demografi": _("Demografi"),
    "Pendidikan": _("Pendidikan"),
    "Ketenagakerjaan": _("Ketenagakerjaan"),
    "Usaha": _("Usaha"),
    "Disabilitas": _("Disabilitas"),
    "Kesehatan": _("Kesehatan"),
    "Alamat KTP": _("Alamat KTP"),
}
"""The dictionary's groups of columns, in the language of the page."""
