"""The portal as a Django app: its pages and templates."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """No tables of its own."""

    name = "desil.portal"
    label = "portal"
