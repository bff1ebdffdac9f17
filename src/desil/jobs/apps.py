"""The office's work as a Django application of its own: its rows are the office's to write."""

from __future__ import annotations

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Proposals to publish, jobs, exports."""

    name = "desil.jobs"
    label = "work"
    verbose_name = "Pekerjaan"
    default_auto_field = "django.db.models.BigAutoField"
