"""Which end point is where; ODK Collect is given the address up to `/odk`."""

from __future__ import annotations

from django.urls import path

from desil.api.openrosa import views

app_name = "openrosa"
urlpatterns = [
    path("formList", views.form_list, name="form_list"),
    path("forms/kunjungan_rumah.xml", views.form, name="form"),
    path("forms/kunjungan_rumah/manifest", views.manifest, name="manifest"),
    path("forms/kunjungan_rumah/visits.csv", views.visits, name="visits"),
    path("forms/kunjungan_rumah/members.csv", views.members, name="members"),
    path("submission", views.submission, name="submission"),
]
