"""Jobs, proposals and exports; a new job puts itself into the queue."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def _queue_jobs(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.jobs", "sql/queue_job"))


class Migration(migrations.Migration):
    """Jobs, proposals, exports."""

    initial = True

    dependencies: ClassVar = [
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("run", "RUN"),
                            ("publish", "PUBLISH"),
                            ("roll_back", "ROLL_BACK"),
                            ("export", "EXPORT"),
                        ],
                        verbose_name="jenis",
                    ),
                ),
                ("details", models.JSONField(default=dict, verbose_name="rincian")),
                ("state", models.CharField(default="waiting", verbose_name="keadaan")),
                ("percent", models.SmallIntegerField(default=0, verbose_name="persen")),
                ("says", models.CharField(default="", verbose_name="kabar")),
                ("result", models.JSONField(default=dict, verbose_name="hasil")),
                ("attempts", models.SmallIntegerField(default=0, verbose_name="percobaan")),
                (
                    "is_cancel_asked",
                    models.BooleanField(default=False, verbose_name="diminta batal"),
                ),
                ("asked_by", models.CharField(verbose_name="diminta oleh")),
                ("asked_by_name", models.CharField(default="", verbose_name="nama peminta")),
                ("asked_at", models.DateTimeField(verbose_name="diminta pada")),
                ("started_at", models.DateTimeField(null=True, verbose_name="mulai pada")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="selesai pada")),
            ],
            options={
                "db_table": "work_job",
                "indexes": [models.Index(fields=["asked_by", "-id"], name="job_of_asker")],
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "serial",
                    models.CharField(primary_key=True, serialize=False, verbose_name="nomor seri"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bnba", "BNBA"),
                            ("recap", "RECAP"),
                        ],
                        verbose_name="jenis",
                    ),
                ),
                (
                    "file_format",
                    models.CharField(
                        choices=[("xlsx", "XLSX"), ("csv", "CSV")], verbose_name="bentuk"
                    ),
                ),
                ("area_code", models.CharField(default="", verbose_name="wilayah")),
                ("standing", models.CharField(default="", verbose_name="desil")),
                ("purpose", models.CharField(verbose_name="keperluan")),
                ("asked_by", models.CharField(verbose_name="diminta oleh")),
                ("rows", models.IntegerField(null=True, verbose_name="baris")),
                ("sha256", models.CharField(default="", verbose_name="sidik")),
                ("size", models.BigIntegerField(default=0, verbose_name="byte")),
                ("expires_at", models.DateTimeField(null=True, verbose_name="berlaku sampai")),
                ("removed_at", models.DateTimeField(null=True, verbose_name="dihapus pada")),
                ("downloads", models.IntegerField(default=0, verbose_name="diunduh")),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="export",
                        to="work.job",
                    ),
                ),
            ],
            options={
                "db_table": "work_export",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("run", "RUN"),
                            ("publish", "PUBLISH"),
                            ("roll_back", "ROLL_BACK"),
                            ("export", "EXPORT"),
                        ],
                        verbose_name="jenis",
                    ),
                ),
                ("run_id", models.CharField(verbose_name="nomor run")),
                ("reason", models.CharField(verbose_name="alasan")),
                ("state", models.CharField(default="open", verbose_name="keadaan")),
                ("proposed_by", models.CharField(verbose_name="diusulkan oleh")),
                ("proposed_by_name", models.CharField(verbose_name="nama pengusul")),
                ("proposed_at", models.DateTimeField(verbose_name="diusulkan pada")),
                ("decided_by", models.CharField(null=True, verbose_name="diputuskan oleh")),
                ("decided_by_name", models.CharField(null=True, verbose_name="nama pemutus")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="diputuskan pada")),
                ("decision_reason", models.CharField(default="", verbose_name="dasar putusan")),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="work.job",
                    ),
                ),
            ],
            options={
                "db_table": "work_proposal",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("state",),
                        name="one_open_proposal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "rejected"]), _negated=True),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_second_person_decides",
                    ),
                ],
            },
        ),
        migrations.RunPython(_queue_jobs, migrations.RunPython.noop),
    ]
