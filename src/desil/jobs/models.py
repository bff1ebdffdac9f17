"""Jobs, proposals to publish, and exports: rows of the office's work. No resident is in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from desil.jobs.check_models import ProgrammeCheck
from desil.jobs.list_models import ListedCount, ListedRow, ProgrammeList
from desil.jobs.states import ExportKind, FileFormat, JobKind, JobState, ProposalState
from desil.jobs.what_if_models import SavedWhatIf

__all__ = [
    "Export",
    "Job",
    "ListedCount",
    "ListedRow",
    "ProgrammeCheck",
    "ProgrammeList",
    "Proposal",
    "SavedWhatIf",
]


class Job(models.Model):
    """Something that a worker does in the background, and how far it is.

    A new row puts itself into the queue (sql/queue_job.sql), in the same transaction.
    """

    kind = models.CharField("jenis", choices=[(k.value, k.name) for k in JobKind])
    details = models.JSONField("rincian", default=dict)
    state = models.CharField("keadaan", default=JobState.WAITING.value)
    percent = models.SmallIntegerField("persen", default=0)
    says = models.CharField("kabar", default="")
    result = models.JSONField("hasil", default=dict)
    attempts = models.SmallIntegerField("percobaan", default=0)
    is_cancel_asked = models.BooleanField("diminta batal", default=False)
    asked_by = models.CharField("diminta oleh")
    asked_by_name = models.CharField("nama peminta", default="")
    asked_at = models.DateTimeField("diminta pada")
    started_at = models.DateTimeField("mulai pada", null=True)
    ended_at = models.DateTimeField("selesai pada", null=True)

    class Meta:
        """Its table."""

        db_table = "work_job"
        indexes: ClassVar = [models.Index(fields=["asked_by", "-id"], name="job_of_asker")]

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return JobState(self.state).is_over


class Proposal(models.Model):
    """A run that someone proposes to publish, or a roll back: it needs a second person."""

    kind = models.CharField("jenis", choices=[(k.value, k.name) for k in JobKind])
    run_id = models.CharField("nomor run")
    reason = models.CharField("alasan")
    compared_with = models.CharField("dibandingkan dengan run", default="")
    result_hash = models.CharField("sidik hasil", default="")
    deviations = models.JSONField("yang menyimpang", default=list)
    families = models.IntegerField("keluarga sesudahnya", null=True)
    state = models.CharField("keadaan", default=ProposalState.OPEN.value)
    proposed_by = models.CharField("diusulkan oleh")
    proposed_by_name = models.CharField("nama pengusul")
    proposed_at = models.DateTimeField("diusulkan pada")
    decided_by = models.CharField("diputuskan oleh", null=True)
    decided_by_name = models.CharField("nama pemutus", null=True)
    decided_at = models.DateTimeField("diputuskan pada", null=True)
    decision_reason = models.CharField("dasar putusan", default="")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Its table and rules; the database itself refuses one person in both places."""

        db_table = "work_proposal"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=ProposalState.OPEN.value),
                name="one_open_proposal",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    state__in=[ProposalState.APPROVED.value, ProposalState.REJECTED.value]
                )
                | (
                    models.Q(decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                ),
                name="a_second_person_decides",
            ),
        ]


class Export(models.Model):
    """A file that someone asked for: what is in it, until when it is there, how often it was
    fetched. Its bytes are in the home's folder `exports`, named by their hash."""

    serial = models.CharField("nomor seri", primary_key=True)
    job = models.OneToOneField(Job, models.PROTECT, related_name="export")
    kind = models.CharField("jenis", choices=[(k.value, k.name) for k in ExportKind])
    file_format = models.CharField("bentuk", choices=[(f.value, f.name) for f in FileFormat])
    area_code = models.CharField("wilayah", default="")
    standing = models.CharField("desil", default="")
    purpose = models.CharField("keperluan")
    asked_by = models.CharField("diminta oleh")
    rows = models.IntegerField("baris", null=True)
    sha256 = models.CharField("sidik", default="")
    size = models.BigIntegerField("byte", default=0)
    expires_at = models.DateTimeField("berlaku sampai", null=True)
    removed_at = models.DateTimeField("dihapus pada", null=True)
    downloads = models.IntegerField("diunduh", default=0)

    class Meta:
        """Its table."""

        db_table = "work_export"
