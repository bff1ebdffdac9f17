"""The registry as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Persons, families, deciles by release, publications."""

    name = "desil.registry"
    label = "registry"
    verbose_name = "Register"
    default_auto_field = "django.db.models.BigAutoField"
