"""Which page is where."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from desil.accounts.rules import public

handler500 = "desil.accounts.sessions.broken.broken"
urlpatterns: list[URLPattern | URLResolver] = [
    path("warga/", include("desil.portal.urls")),
    path("odk/", include("desil.api.openrosa.urls")),
    path("", include("desil.office.urls")),
    path("", include("desil.accounts.pages.urls")),
    path("bahasa/", public(set_language), name="set_language"),
]
