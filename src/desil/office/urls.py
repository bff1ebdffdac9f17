"""Which page of the office is where."""

from __future__ import annotations

from django.urls import path

from desil.office import audit_views, views
from desil.office.audit_looks import family_looks
from desil.office.cases import signing
from desil.office.cases.desk import cases
from desil.office.cases.entering import entry
from desil.office.cases.entering.deliberations import case_deliberation_file, case_deliberations
from desil.office.cases.entering.visit import case_visit
from desil.office.cases.page import effect, evidence, file, moves, thumbnails
from desil.office.cases.reports import case_report_file, case_reports
from desil.office.cases.resident_code import resident_code, resident_code_letter
from desil.office.cases.sending import case_send, case_send_file
from desil.office.home.views import home
from desil.office.map.views import city_map, map_areas
from desil.office.overview.findings import findings
from desil.office.overview.movement import movement
from desil.office.overview.waiting import unranked
from desil.office.people.family import family
from desil.office.people.search import search
from desil.office.programmes import deciding
from desil.office.programmes.asking import list_ask
from desil.office.programmes.changes import programme_list_changes
from desil.office.programmes.fairness.views import fairness
from desil.office.programmes.leaving import list_letter
from desil.office.programmes.lists import programme_list, programme_lists
from desil.office.programmes.overview import programmes
from desil.office.programmes.payments import views as payments
from desil.office.programmes.payments.by_name import payments_by_name
from desil.office.programmes.what_if import views as what_if
from desil.office.ranking_models import judgement, surveys
from desil.office.ranking_models import views as ranking_models
from desil.office.review.views import decide, review
from desil.office.settings.views import office_settings
from desil.office.users import changes
from desil.office.users.views import account, accounts
from desil.office.work import deliveries, exports, jobs, publications, runs
from desil.office.work.delivery_form import delivery_hand_in
from desil.office.work.delivery_standing import delivery_decide
from desil.office.worklists.views import worklist, worklist_file, worklists

app_name = "office"
urlpatterns = [
    path("", views.area, name="city"),
    path("beranda/", home, name="home"),
    path("peta/", city_map, name="map"),
    path("peta/wilayah.json", map_areas, name="map_areas"),
    path("wilayah/<str:code>/", views.area, name="area"),
    path("wilayah/<str:code>.csv", views.area_csv, name="csv"),
    path("perpindahan/", movement, name="movement"),
    path("belum-diperingkat/", unranked, name="unranked"),
    path("temuan/", findings, name="findings"),
    path("model/", ranking_models.models, name="models"),
    path("model/usul/", ranking_models.model_propose, name="model_propose"),
    path("model/survei/", surveys.survey_send, name="survey_send"),
    path("model/survei/<int:number>/", judgement.judgement, name="judgement"),
    path("model/<str:version>/", ranking_models.model, name="model"),
    path("model/<str:version>/setujui/", ranking_models.model_approve, name="model_approve"),
    path("tinjauan/", review, name="review"),
    path("tinjauan/putusan/", decide, name="review_decide"),
    path("daftar-kerja/", worklists, name="worklists"),
    path("daftar-kerja/keluarga/", worklist, name="worklist"),
    path("daftar-kerja/berkas/", worklist_file, name="worklist_file"),
    path("cari/", search, name="search"),
    path("keluarga/<str:handle>/", family, name="family"),
    path("keluarga/<str:handle>/kode/", resident_code, name="resident_code"),
    path("keluarga/<str:handle>/kode/surat/", resident_code_letter, name="resident_code_letter"),
    path("permohonan/", cases, name="cases"),
    path("permohonan/baru/", entry.case_start, name="case_start"),
    path("permohonan/baru/<str:kind>/", entry.case_enter, name="case_enter"),
    path("permohonan/keluarga/<str:handle>/", entry.case_choose, name="case_choose"),
    path(
        "permohonan/keluarga/<str:handle>/<str:kind>/",
        entry.case_enter_for,
        name="case_enter_for",
    ),
    path("permohonan/musyawarah/", case_deliberations, name="case_deliberations"),
    path(
        "permohonan/musyawarah/lembar.xlsx", case_deliberation_file, name="case_deliberation_file"
    ),
    path("permohonan/laporan/", case_reports, name="case_reports"),
    path("permohonan/laporan/<slug:table>.csv", case_report_file, name="case_report_file"),
    path("permohonan/tanda-tangan/", signing.case_sign, name="case_sign"),
    path("permohonan/tanda-tangan/tolak/", signing.case_sign_refuse, name="case_sign_refuse"),
    path("permohonan/tanda-tangan/tarik/", signing.case_sign_undo, name="case_sign_undo"),
    path("permohonan/kirim/", case_send, name="case_send"),
    path("permohonan/kirim/<int:number>/<str:name>", case_send_file, name="case_send_file"),
    path("permohonan/bukti/<int:number>/", evidence.case_evidence, name="case_evidence"),
    path("permohonan/bukti/<int:number>/kecil/", thumbnails.case_thumbnail, name="case_thumbnail"),
    path("permohonan/<str:number>/", file.case, name="case"),
    path("permohonan/<str:number>/berkas/", evidence.case_document, name="case_document"),
    path("permohonan/<str:number>/perubahan/", entry.case_changes, name="case_changes"),
    path("permohonan/<str:number>/kunjungan/", case_visit, name="case_visit"),
    path("permohonan/<str:number>/akibat/", effect.case_effect, name="case_effect"),
    path("permohonan/<str:number>/surat/", file.case_letter, name="case_letter"),
    path("permohonan/<str:number>/tindakan/<str:move>/", moves.case_move, name="case_move"),
    path("kiriman/", deliveries.delivery_list, name="deliveries"),
    path("kiriman/serahkan/", delivery_hand_in, name="delivery_hand_in"),
    path("kiriman/<str:delivery_id>/", deliveries.delivery, name="delivery"),
    path("kiriman/<str:delivery_id>/putusan/", delivery_decide, name="delivery_decide"),
    path(
        "kiriman/<str:delivery_id>/karantina.csv",
        deliveries.quarantine_file,
        name="quarantine_file",
    ),
    path("run/", runs.run_list, name="runs"),
    path("run/susun/", runs.run_start, name="run_start"),
    path("run/<slug:run_id>/", runs.run, name="run"),
    path("penerbitan/", publications.publication_list, name="publications"),
    path("penerbitan/usul/", publications.publication_propose, name="publication_propose"),
    path(
        "penerbitan/<int:proposal>/",
        publications.publication_review,
        name="publication_review",
    ),
    path(
        "penerbitan/<int:proposal>/putusan/",
        publications.publication_decide,
        name="publication_decide",
    ),
    path(
        "penerbitan/<int:proposal>/tarik/",
        publications.publication_withdraw,
        name="publication_withdraw",
    ),
    path("berkas/", exports.export_list, name="exports"),
    path("berkas/<str:serial>/", exports.export, name="export"),
    path("berkas/<str:serial>/unduh/", exports.export_file, name="export_file"),
    path("program/", programmes, name="programmes"),
    path("program/daftar/", programme_lists, name="programme_lists"),
    path("program/daftar/susun/", list_ask, name="list_ask"),
    path("program/daftar/<str:list_id>/", programme_list, name="programme_list"),
    path(
        "program/daftar/<str:list_id>/beda/", programme_list_changes, name="programme_list_changes"
    ),
    path("program/daftar/<str:list_id>/surat/<str:handle>/", list_letter, name="list_letter"),
    path("program/daftar/<str:list_id>/usul/", deciding.list_propose, name="list_propose"),
    path("program/daftar/<str:list_id>/putusan/", deciding.list_sign, name="list_sign"),
    path("program/daftar/<str:list_id>/tarik/", deciding.list_withdraw, name="list_withdraw"),
    path("program/daftar/<str:list_id>/cabut/", deciding.list_revoke, name="list_revoke"),
    path("program/daftar/<str:list_id>/berkas/", deciding.list_file, name="list_file"),
    path("program/penyaluran/", payments.payments, name="payments"),
    path("program/penyaluran/jumlah.csv", payments.payments_file, name="payments_file"),
    path("program/penyaluran/berkas/", payments_by_name, name="payments_by_name"),
    path("program/penyaluran/hitung/", payments.payments_count, name="payments_count"),
    path("program/keadilan/", fairness, name="fairness"),
    path("program/andai/", what_if.what_if, name="what_if"),
    path("program/andai/simpan/", what_if.what_if_save, name="what_if_save"),
    path("program/andai/berkas/<str:kind>/", what_if.what_if_file, name="what_if_file"),
    path("program/andai/<int:number>/", what_if.what_if_saved, name="what_if_saved"),
    path("program/andai/<int:number>/hapus/", what_if.what_if_delete, name="what_if_delete"),
    path("pekerjaan/", jobs.job_list, name="jobs"),
    path("pekerjaan/<int:number>/", jobs.job, name="job"),
    path("pekerjaan/<int:number>/batal/", jobs.job_cancel, name="job_cancel"),
    path("pekerjaan/<int:number>/ulang/", jobs.job_retry, name="job_retry"),
    path("pengguna/", accounts, name="accounts"),
    path("pengguna/undang/", changes.account_add, name="account_add"),
    path("pengguna/<int:number>/", account, name="account"),
    path("pengguna/<int:number>/hak/", changes.account_rights, name="account_rights"),
    path("pengguna/<int:number>/kunci/", changes.account_lock, name="account_lock"),
    path("pengguna/<int:number>/buka/", changes.account_unlock, name="account_unlock"),
    path("pengguna/<int:number>/sesi/", changes.account_sessions, name="account_sessions"),
    path("pengguna/<int:number>/undangan/", changes.account_invite, name="account_invite"),
    path(
        "pengguna/<int:number>/permintaan/<int:key>/setuju/",
        changes.account_approve,
        name="account_approve",
    ),
    path("pengguna/<int:number>/langkah-kedua/", changes.account_factors, name="account_factors"),
    path("pengaturan/", office_settings, name="settings"),
    path("audit/", audit_views.events, name="audit"),
    path("audit/keluarga/", family_looks, name="audit_looks"),
    path("audit/keutuhan/", audit_views.state, name="audit_state"),
    path("audit/periksa/", audit_views.check, name="audit_check"),
    path("audit/titik/", audit_views.checkpoint, name="audit_checkpoint"),
    path("audit/<int:sequence>/", audit_views.event, name="audit_event"),
    path("audit/<int:sequence>/bukti.json", audit_views.proof, name="audit_proof"),
]
