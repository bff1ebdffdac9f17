"""What the auditor's pages call things."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desil.audit.event import Outcome, Purpose
from desil.audit.verification import Change


def outcome_label(outcome: str) -> str:
    """What an outcome is called."""
    return {
        Outcome.DONE.value: _("terlaksana"),
        Outcome.REFUSED.value: _("ditolak"),
        Outcome.FAILED.value: _("gagal"),
    }.get(outcome, outcome)


def purpose_label(purpose: str) -> str:
    """What a purpose is called; a dash for none."""
    return {
        Purpose.NONE.value: "–",
        Purpose.CASE.value: _("usulan"),
        Purpose.VISIT.value: _("kunjungan"),
        Purpose.PROGRAMME.value: _("program"),
        Purpose.AUDIT.value: _("pemeriksaan"),
    }.get(purpose, purpose)


def change_label(change: str) -> str:
    """What was done to the log."""
    return {
        Change.CONTENT_ALTERED.value: _("isinya diubah"),
        Change.FACTS_ALTERED.value: _("waktu, pelaku, atau tindakannya diubah"),
        Change.HASH_ALTERED.value: _("sidiknya diubah"),
        Change.REMOVED.value: _("dihapus"),
        Change.MOVED.value: _("dipindah dari tempatnya"),
        Change.FORGED.value: _("palsu: tidak pernah disegel program ini"),
        Change.ERASED_UNRECORDED.value: _("dikosongkan tanpa catatan"),
        Change.CHECKPOINT_ALTERED.value: _("titik periksa diubah"),
        Change.CHECKPOINT_REMOVED.value: _("titik periksa dihapus"),
        Change.HISTORY_REPLACED.value: _("tidak sama dengan yang ditandatangani"),
        Change.KEY_UNNAMED.value: _("kunci tidak disebut oleh kunci sebelumnya"),
        Change.KEY_REPLACED.value: _("kunci bukan yang disebut log"),
        Change.KEY_MISSING.value: _("berkas kunci publik hilang"),
    }.get(change, change)


def look_label(verb: str) -> str:
    """What somebody did who looked at a family, or tried to; the verb itself for any other."""
    return {
        "CASE_BATCH_READ": _("mengunduh berkas koreksi yang dikirim ke pusat"),
        "CASE_READ": _("membuka permohonan"),
        "EVIDENCE_OPEN": _("membuka bukti permohonan"),
        "EXPORT_DOWNLOAD": _("mengunduh berkas yang memuat keluarga ini"),
        "EXPORT_MAKE": _("meminta berkas yang memuat keluarga ini"),
        "FAMILY_EXPLAIN": _("membaca penjelasan peringkat"),
        "FAMILY_OPEN": _("menyebut untuk apa keluarga dibuka"),
        "FAMILY_READ": _("membuka halaman keluarga"),
        "FAMILY_SEARCH": _("mencari; keluarga ini tampil"),
        "FIELD_VISITS_READ": _("mengambil daftar kunjungan ke ponsel"),
        "LIST_EXPORT": _("mengunduh daftar program"),
        "LIST_LETTER": _("mencetak surat tentang daftar program"),
        "LIST_READ": _("membaca daftar program"),
        "PAGE_REFUSE": _("membuka halaman yang tidak boleh dibuka"),
        "PERSON_READ": _("membaca data satu orang"),
        "QUARANTINE_EXPORT": _("mengunduh baris karantina"),
        "REGISTER_EXPORT": _("menyalin seluruh register"),
        "REVIEW_READ": _("membaca pasangan di tinjauan"),
        "SPECIFIC_OPEN": _("meminta data kesehatan dan disabilitas"),
        "SPECIFIC_READ": _("membaca data kesehatan dan disabilitas"),
        "WORKLIST_EXPORT": _("mengunduh daftar kerja"),
        "WORKLIST_READ": _("membaca daftar kerja"),
    }.get(verb, verb)


def door_label(actor: str, verb: str) -> str:
    """From where somebody looked."""
    if actor == "resident":
        return _("portal warga")
    if actor.startswith("system:"):
        return _("baris perintah di server")
    if not actor.startswith("user:"):
        return _("tanpa masuk")
    return _("ponsel lapangan") if verb == "FIELD_VISITS_READ" else _("halaman kantor")
