"""Cases as a Django application: its rows are the office's to write."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases with their events, changes, evidence and batches."""

    name = "desil.cases"
    label = "cases"
    verbose_name = "Pengaduan"
    default_auto_field = "django.db.models.BigAutoField"
