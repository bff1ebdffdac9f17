"""What a fault says, on a page of either language."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from desil.errors import DesilError


def _part(text: str) -> str:
    said = gettext(text)
    if said != text or get_language() == "id":
        return said
    return format_html('<span lang="id">{}</span>', text)


def fault_text(fault: DesilError) -> SafeString:
    """The message and the hint: in the reader's language where the catalogue has them (marked
    `catalogued` where they are raised), else marked as the Indonesian that they are."""
    return format_html_join(" ", "{}", ((_part(t),) for t in (fault.message, fault.hint) if t))
