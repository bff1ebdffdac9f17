"""Which page of the office is where."""

from __future__ import annotations

from django.urls import path

from desil.office import audit_views, views
from desil.office.overview.findings import findings
from desil.office.overview.movement import movement
from desil.office.overview.waiting import unranked
from desil.office.people.family import family
from desil.office.people.search import search
from desil.office.review.views import decide, review

app_name = "office"
urlpatterns = [
    path("", views.area, name="city"),
    path("wilayah/<str:code>/", views.area, name="area"),
    path("wilayah/<str:code>.csv", views.area_csv, name="csv"),
    path("perpindahan/", movement, name="movement"),
    path("belum-diperingkat/", unranked, name="unranked"),
    path("temuan/", findings, name="findings"),
    path("tinjauan/", review, name="review"),
    path("tinjauan/putusan/", decide, name="review_decide"),
    path("cari/", search, name="search"),
    path("keluarga/<str:handle>/", family, name="family"),
    path("audit/", audit_views.events, name="audit"),
    path("audit/keutuhan/", audit_views.state, name="audit_state"),
    path("audit/periksa/", audit_views.check, name="audit_check"),
    path("audit/titik/", audit_views.checkpoint, name="audit_checkpoint"),
    path("audit/<int:sequence>/", audit_views.event, name="audit_event"),
    path("audit/<int:sequence>/bukti.json", audit_views.proof, name="audit_proof"),
]
