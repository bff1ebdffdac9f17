"""Which page of the portal is where."""

from __future__ import annotations

from django.urls import path

from desil.portal.pages import about, data, entrance, filing, letter_check, own, status, ticket

app_name = "portal"
urlpatterns = [
    path("", about.about, name="about"),
    path("cek/", status.status, name="status"),
    path("masuk/", entrance.entrance, name="entrance"),
    path("keluar/", entrance.leave, name="leave"),
    path("data-saya/", own.own, name="own"),
    path("data-saya/salinan/", own.own_copy, name="own_copy"),
    path("ajukan/", filing.filing, name="filing"),
    path("tiket/", ticket.ticket, name="ticket"),
    path("tiket/tindakan/", ticket.ticket_act, name="ticket_act"),
    path("tiket/surat/", ticket.ticket_letter, name="ticket_letter"),
    path("data/", data.data, name="data"),
    path("data/<str:file>", data.data_file, name="data_file"),
    path("surat/<str:number>/<str:mark>/", letter_check.letter_check, name="letter_check"),
]
