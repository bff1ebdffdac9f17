"""What a fault says, on a page of either language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from desil.errors import DesilError, filled


def _part(code: str, values: Mapping[str, object]) -> str:
    language = get_language() or "id"
    said = filled(code, values, gettext, language)
    if language == "id" or gettext(code) != code:
        return said
    return format_html('<span lang="id">{}</span>', said)


def fault_text(fault: DesilError) -> SafeString:
    """The message and the hint: in the reader's language where the catalogue has them, else marked
    as the Indonesian that they are."""
    parts = ((_part(code, fault.values),) for code in fault.codes)
    return format_html_join(" ", "{}", parts)
