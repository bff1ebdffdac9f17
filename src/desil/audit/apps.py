"""The audit log as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Events and signed checkpoints."""

    name = "desil.audit"
    label = "audit"
    verbose_name = "Log audit"
    default_auto_field = "django.db.models.BigAutoField"
