"""Cases, their events, changes, evidence, links and batches, and what guards them."""

from __future__ import annotations

from importlib import resources
from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _guard(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    file = resources.files("desil.cases") / "sql" / "protection.sql"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(file.read_text(encoding="utf-8"))


class Migration(migrations.Migration):
    """The tables of cases."""

    initial = True

    dependencies: ClassVar = [("registry", "0002_territory")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ticket", models.CharField(db_collation="C", unique=True, verbose_name="tiket")),
                (
                    "client_key",
                    models.CharField(db_collation="C", unique=True, verbose_name="kunci pengirim"),
                ),
                ("content_hash", models.CharField(db_collation="C", verbose_name="sidik isian")),
                ("kind", models.CharField(db_collation="C", verbose_name="jenis")),
                ("door", models.CharField(db_collation="C", verbose_name="pintu")),
                (
                    "village_code",
                    models.CharField(
                        db_collation="C", default="", verbose_name="kode kelurahan (BPS)"
                    ),
                ),
                (
                    "family_number",
                    models.CharField(db_collation="C", null=True, verbose_name="nomor KK"),
                ),
                (
                    "nik",
                    models.CharField(db_collation="C", null=True, verbose_name="NIK yang dimaksud"),
                ),
                ("told", models.TextField(default="", verbose_name="yang disampaikan")),
                (
                    "is_protected",
                    models.BooleanField(default=False, verbose_name="pemohon dilindungi"),
                ),
                ("entered_by", models.CharField(db_collation="C", verbose_name="dicatat oleh")),
                ("entered_by_name", models.CharField(default="", verbose_name="nama pencatat")),
                ("entered_at", models.DateTimeField(verbose_name="dicatat pada")),
                ("standing", models.CharField(db_collation="C", verbose_name="keadaan")),
                ("step", models.CharField(db_collation="C", null=True, verbose_name="menunggu")),
                ("since_at", models.DateTimeField(verbose_name="sejak")),
                ("remind_on", models.DateField(null=True, verbose_name="diingatkan pada")),
                ("due_on", models.DateField(null=True, verbose_name="batas waktu")),
                ("reason", models.CharField(db_collation="C", default="", verbose_name="alasan")),
                ("outcome", models.CharField(db_collation="C", default="", verbose_name="hasil")),
                ("objections", models.SmallIntegerField(default=0, verbose_name="keberatan")),
                ("events", models.IntegerField(default=0, verbose_name="peristiwa")),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "case_record",
            },
        ),
        migrations.CreateModel(
            name="CaseBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(db_collation="C", verbose_name="langkah")),
                ("by", models.CharField(db_collation="C", verbose_name="oleh")),
                ("by_name", models.CharField(verbose_name="nama")),
                ("at", models.DateTimeField(verbose_name="pada")),
                ("cases", models.IntegerField(verbose_name="pengaduan")),
                (
                    "delivery_id",
                    models.CharField(db_collation="C", default="", verbose_name="nomor kiriman"),
                ),
                ("receipt", models.CharField(default="", verbose_name="tanda terima")),
            ],
            options={
                "db_table": "case_batch",
            },
        ),
        migrations.CreateModel(
            name="CaseApplicant",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="applicant",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                (
                    "village_code",
                    models.CharField(
                        db_collation="C", default="", verbose_name="kode kelurahan (BPS)"
                    ),
                ),
                ("is_protected", models.BooleanField(default=False, verbose_name="dilindungi")),
                ("name", models.CharField(default="", verbose_name="nama")),
                ("nik", models.CharField(db_collation="C", null=True, verbose_name="NIK")),
                ("birth_date", models.DateField(null=True, verbose_name="tanggal lahir")),
                ("phone", models.CharField(default="", verbose_name="telepon")),
            ],
            options={
                "db_table": "case_applicant",
            },
        ),
        migrations.AddField(
            model_name="case",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sent",
                to="cases.casebatch",
            ),
        ),
        migrations.CreateModel(
            name="CaseChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "village_code",
                    models.CharField(
                        db_collation="C", default="", verbose_name="kode kelurahan (BPS)"
                    ),
                ),
                ("fact_table", models.CharField(db_collation="C", verbose_name="tabel")),
                ("subject", models.CharField(db_collation="C", verbose_name="KK atau NIK")),
                ("fact", models.CharField(db_collation="C", verbose_name="fakta")),
                ("old_value", models.CharField(null=True, verbose_name="nilai lama")),
                ("new_value", models.CharField(verbose_name="nilai baru")),
                ("proposed_by", models.CharField(db_collation="C", verbose_name="diajukan oleh")),
                ("proposed_at", models.DateTimeField(verbose_name="diajukan pada")),
                ("is_current", models.BooleanField(default=True, verbose_name="masih diajukan")),
                (
                    "outcome",
                    models.CharField(db_collation="C", default="", verbose_name="nasib pada rilis"),
                ),
                ("outcome_release", models.DateField(null=True, verbose_name="rilis")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "case_change",
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.IntegerField(verbose_name="urutan")),
                (
                    "village_code",
                    models.CharField(
                        db_collation="C", default="", verbose_name="kode kelurahan (BPS)"
                    ),
                ),
                ("move", models.CharField(db_collation="C", verbose_name="tindakan")),
                ("step", models.CharField(db_collation="C", null=True, verbose_name="langkah")),
                ("by", models.CharField(db_collation="C", verbose_name="oleh")),
                ("by_name", models.CharField(default="", verbose_name="nama")),
                ("at", models.DateTimeField(verbose_name="pada")),
                ("reason", models.CharField(db_collation="C", default="", verbose_name="alasan")),
                ("note", models.TextField(default="", verbose_name="catatan")),
                ("details", models.JSONField(default=dict, verbose_name="rincian")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="history",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "case_event",
            },
        ),
        migrations.CreateModel(
            name="CaseEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "village_code",
                    models.CharField(
                        db_collation="C", default="", verbose_name="kode kelurahan (BPS)"
                    ),
                ),
                ("document", models.CharField(db_collation="C", verbose_name="berkas")),
                ("sha256", models.CharField(db_collation="C", verbose_name="sidik")),
                (
                    "original_sha256",
                    models.CharField(db_collation="C", verbose_name="sidik berkas asli"),
                ),
                ("media", models.CharField(db_collation="C", verbose_name="jenis isi")),
                ("size", models.IntegerField(verbose_name="byte")),
                ("width", models.IntegerField(null=True, verbose_name="lebar")),
                ("height", models.IntegerField(null=True, verbose_name="tinggi")),
                ("likeness", models.BigIntegerField(null=True, verbose_name="sidik rupa")),
                ("latitude", models.FloatField(null=True, verbose_name="lintang")),
                ("longitude", models.FloatField(null=True, verbose_name="bujur")),
                ("taken_at", models.DateTimeField(null=True, verbose_name="dipotret pada")),
                ("added_by", models.CharField(db_collation="C", verbose_name="ditambahkan oleh")),
                ("added_at", models.DateTimeField(verbose_name="ditambahkan pada")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "case_evidence",
            },
        ),
        migrations.CreateModel(
            name="CaseLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "village_code",
                    models.CharField(
                        db_collation="C", default="", verbose_name="kode kelurahan (BPS)"
                    ),
                ),
                ("by", models.CharField(db_collation="C", verbose_name="oleh")),
                ("at", models.DateTimeField(verbose_name="pada")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="cases.case",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "case_link",
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["standing", "step", "due_on"], name="case_waits"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["village_code"], name="case_village"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["family_number"], name="case_family"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["nik"], name="case_person"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("standing", "open"), ("step__isnull", False)),
                    models.Q(models.Q(("standing", "open"), _negated=True), ("step__isnull", True)),
                    _connector="OR",
                ),
                name="an_open_case_waits_for_a_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__isnull", True), ("due_on__isnull", False), _connector="OR"
                ),
                name="an_open_case_has_a_clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="casechange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("case", "fact_table", "subject", "fact"),
                name="one_change_per_fact",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.UniqueConstraint(
                fields=("case", "place"), name="one_event_per_place"
            ),
        ),
        migrations.AddIndex(
            model_name="caseevidence",
            index=models.Index(fields=["sha256"], name="evidence_bytes"),
        ),
        migrations.AddIndex(
            model_name="caseevidence",
            index=models.Index(fields=["original_sha256"], name="evidence_original"),
        ),
        migrations.AddConstraint(
            model_name="caseevidence",
            constraint=models.UniqueConstraint(
                fields=("case", "document", "sha256"), name="one_document_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="caselink",
            constraint=models.UniqueConstraint(fields=("case", "other"), name="one_link_per_pair"),
        ),
        migrations.RunPython(_guard, migrations.RunPython.noop),
    ]
