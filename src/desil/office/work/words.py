"""What the pages of work call things."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desil.jobs.states import ExportKind, JobKind, JobState, ProposalState
from desil.register.models import Publication
from desil.register.names import PublicationState


def publication_state(publication: Publication) -> str:
    """How a publication stands."""
    if publication.is_current:
        return _("berlaku")
    return {
        PublicationState.LOADING: _("sedang dimuat"),
        PublicationState.PUBLISHED: _("disimpan"),
        PublicationState.RETIRED: _("sudah dihapus"),
        PublicationState.ABANDONED: _("tidak selesai"),
    }[PublicationState(publication.state)]


def job_kind(kind: str) -> str:
    """What a job does."""
    return {
        JobKind.RUN: _("Menyusun register"),
        JobKind.PUBLISH: _("Menerbitkan register"),
        JobKind.ROLL_BACK: _("Mengembalikan register sebelumnya"),
        JobKind.EXPORT: _("Membuat berkas"),
        JobKind.DELIVERY: _("Menerima kiriman"),
        JobKind.LIST: _("Menyusun daftar program"),
        JobKind.CHECK: _("Menghitung penyaluran dan keadilan"),
        JobKind.SURVEY: _("Menilai model pada survei"),
    }[JobKind(kind)]


def job_state(state: str) -> str:
    """How far a job has come."""
    return {
        JobState.WAITING: _("menunggu"),
        JobState.WORKING: _("dikerjakan"),
        JobState.DONE: _("selesai"),
        JobState.FAILED: _("gagal"),
        JobState.CANCELLED: _("dibatalkan"),
    }[JobState(state)]


def proposal_state(state: str) -> str:
    """What has become of a proposal."""
    return {
        ProposalState.OPEN: _("menunggu putusan"),
        ProposalState.APPROVED: _("disetujui"),
        ProposalState.REJECTED: _("ditolak"),
        ProposalState.WITHDRAWN: _("ditarik"),
    }[ProposalState(state)]


def export_kind(kind: str) -> str:
    """What a file lists."""
    return {
        ExportKind.BNBA: _("BNBA: keluarga dengan nama dan alamat"),
        ExportKind.RECAP: _("Rekap jumlah per wilayah dan desil"),
        ExportKind.LIST: _("Daftar program dengan nama dan alamat"),
        ExportKind.PAYMENTS: _("Temuan penyaluran dengan nama dan alamat"),
    }[ExportKind(kind)]
