"""The doors for programs as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """No tables of its own."""

    name = "desil.api"
    label = "api"
