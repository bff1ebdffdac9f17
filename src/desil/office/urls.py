"""Which page of the office is where."""

from __future__ import annotations

from django.urls import path

from desil.office import audit_views, views

app_name = "office"
urlpatterns = [
    path("", views.area, name="city"),
    path("wilayah/<str:code>/", views.area, name="area"),
    path("wilayah/<str:code>.csv", views.area_csv, name="csv"),
    path("audit/", audit_views.events, name="audit"),
    path("audit/keutuhan/", audit_views.state, name="audit_state"),
    path("audit/periksa/", audit_views.check, name="audit_check"),
    path("audit/titik/", audit_views.checkpoint, name="audit_checkpoint"),
    path("audit/<int:sequence>/", audit_views.event, name="audit_event"),
    path("audit/<int:sequence>/bukti.json", audit_views.proof, name="audit_proof"),
]
