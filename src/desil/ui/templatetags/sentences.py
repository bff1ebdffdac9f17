"""Template filter for words that stand as a sentence."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def sentence(text: str) -> str:
    """The text with a full stop, where it does not end a sentence already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
