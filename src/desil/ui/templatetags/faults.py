"""The template filter for what a fault says."""

from __future__ import annotations

from django import template

from desil.ui.faults import fault_text

register = template.Library()
register.filter(fault_text)
