"""Template filters for numbers."""

from __future__ import annotations

from django import template

from desil.ui.figures import count_text

register = template.Library()
register.filter("count", count_text)
