"""Cases, who asked, their events and batches."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


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
            model_name="caseevent",
            constraint=models.UniqueConstraint(
                fields=("case", "place"), name="one_event_per_place"
            ),
        ),
    ]
