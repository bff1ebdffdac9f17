"""Which page of the office is where."""

from __future__ import annotations

from django.urls import path

from desil.office import views

app_name = "office"
urlpatterns = [
    path("", views.area, name="city"),
    path("wilayah/<str:code>/", views.area, name="area"),
    path("wilayah/<str:code>.csv", views.area_csv, name="csv"),
]
