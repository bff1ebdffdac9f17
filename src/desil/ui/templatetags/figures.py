"""Template filters for numbers and names of places."""

from __future__ import annotations

from django import template

from desil.ui.figures import count_text
from desil.ui.places import place_name

register = template.Library()
register.filter("count", count_text)
register.filter("place", place_name)
