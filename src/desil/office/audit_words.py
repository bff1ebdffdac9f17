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
