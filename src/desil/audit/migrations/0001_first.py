"""The log's tables, and the triggers that keep them append-only."""

from __future__ import annotations

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from desil.audit.statements import script


class Migration(migrations.Migration):
    """Events, checkpoints, and what keeps them append-only."""

    initial = True

    dependencies: ClassVar = []

    operations: ClassVar = [
        migrations.CreateModel(
            name="AuditCheckpoint",
            fields=[
                (
                    "size",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="banyaknya peristiwa"
                    ),
                ),
                ("root", models.BinaryField(verbose_name="akar")),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("key_id", models.CharField(db_collation="C", verbose_name="kunci")),
                ("signature", models.BinaryField(verbose_name="tanda tangan")),
                ("frontier", models.BinaryField(verbose_name="tepi pohon")),
            ],
            options={
                "db_table": "audit_checkpoint",
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "sequence",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="nomor"),
                ),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("actor", models.CharField(db_collation="C", verbose_name="pelaku")),
                ("verb", models.CharField(db_collation="C", verbose_name="tindakan")),
                ("object_kind", models.CharField(db_collation="C", verbose_name="jenis objek")),
                ("object_id", models.CharField(db_collation="C", null=True, verbose_name="objek")),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(db_collation="C"),
                        null=True,
                        size=None,
                        verbose_name="menyangkut",
                    ),
                ),
                ("purpose", models.CharField(db_collation="C", verbose_name="alasan")),
                ("outcome", models.CharField(db_collation="C", verbose_name="hasil")),
                ("payload", models.TextField(null=True, verbose_name="rincian")),
                ("salt", models.BinaryField(null=True, verbose_name="garam")),
                ("commitment", models.BinaryField(verbose_name="ikatan")),
                ("previous", models.BinaryField(verbose_name="daun sebelumnya")),
                ("leaf", models.BinaryField(verbose_name="daun")),
                ("seal", models.BinaryField(verbose_name="segel")),
            ],
            options={
                "db_table": "audit_event",
                "indexes": [
                    models.Index(fields=["actor", "-sequence"], name="audit_event_actor"),
                    models.Index(fields=["verb", "-sequence"], name="audit_event_verb"),
                    models.Index(fields=["at"], name="audit_event_at"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["subjects"], name="audit_event_subjects"
                    ),
                ],
            },
        ),
        migrations.RunSQL(script("guards"), migrations.RunSQL.noop),
    ]
