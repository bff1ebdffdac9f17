"""Makes this folder a Django application, for its templates and static files."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """See the package's docstring."""

    name = "desil.ui"
    label = "ui"
