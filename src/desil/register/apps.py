"""The register as a Django application; its label names its tables and stays."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Persons, families, deciles by release, publications."""

    name = "desil.register"
    label = "registry"
    verbose_name = "Register"
    default_auto_field = "django.db.models.BigAutoField"
