"""The log's three tables. Rows are only ever added; see `sql/guards.sql`."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class AuditEvent(models.Model):
    """One event at its place; `desil.audit.event` says how its hashes are made."""

    sequence = models.BigIntegerField("nomor", primary_key=True)
    at = models.DateTimeField("waktu")
    actor = models.CharField("pelaku", db_collation="C")
    verb = models.CharField("tindakan", db_collation="C")
    object_kind = models.CharField("jenis objek", db_collation="C")
    object_id = models.CharField("objek", db_collation="C", null=True)
    subjects: models.Field[list[str] | None, list[str] | None] = ArrayField(
        models.CharField(db_collation="C"), verbose_name="menyangkut", null=True
    )
    purpose = models.CharField("alasan", db_collation="C")
    outcome = models.CharField("hasil", db_collation="C")
    payload = models.TextField("rincian", null=True)
    salt = models.BinaryField("garam", null=True)
    commitment = models.BinaryField("ikatan")
    previous = models.BinaryField("daun sebelumnya")
    leaf = models.BinaryField("daun")
    seal = models.BinaryField("segel")

    class Meta:
        """Its table and indexes."""

        db_table = "audit_event"
        indexes: ClassVar = [
            models.Index(fields=["actor", "-sequence"], name="audit_event_actor"),
            models.Index(fields=["verb", "-sequence"], name="audit_event_verb"),
            models.Index(fields=["at"], name="audit_event_at"),
            GinIndex(fields=["subjects"], name="audit_event_subjects"),
        ]


class AuditCheckpoint(models.Model):
    """A signed statement of how many events there are and of the root of their tree."""

    size = models.BigIntegerField("banyaknya peristiwa", primary_key=True)
    root = models.BinaryField("akar")
    at = models.DateTimeField("waktu")
    key_id = models.CharField("kunci", db_collation="C")
    signature = models.BinaryField("tanda tangan")
    frontier = models.BinaryField("tepi pohon")

    class Meta:
        """Its table."""

        db_table = "audit_checkpoint"


class AuditKey(models.Model):
    """A public key of the log, named by the key before it; `desil.audit.key_chain`."""

    place = models.IntegerField("urutan", primary_key=True)
    key_id = models.CharField("kunci", db_collation="C")
    public_key = models.CharField("kunci publik", db_collation="C")
    secret_id = models.CharField("sidik rahasia segel", db_collation="C")
    before = models.CharField("disebut oleh kunci", db_collation="C")
    from_sequence = models.BigIntegerField("sejak peristiwa")
    at = models.DateTimeField("waktu")
    signature = models.BinaryField("tanda tangan")

    class Meta:
        """Its table."""

        db_table = "audit_key"
