"""Which page is where."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("desil.office.urls")),
    path("bahasa/", set_language, name="set_language"),
]
