"""Accounts as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from desil.dictionary.declarations.home_files import read_home_files


class AccountsConfig(AppConfig):
    """Users, roles, territories, invitations."""

    name = "desil.accounts"
    label = "accounts"
    verbose_name = "Akun"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read what the home declares of its own."""
        read_home_files(settings.DESIL_HOME)
