"""Changes, evidence and links of cases, and what guards all tables of cases."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def _guard(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.cases", "sql/protection"))


class Migration(migrations.Migration):
    """What a case asks for and stands on; row security of it all."""

    dependencies: ClassVar = [("cases", "0001_first")]

    operations: ClassVar = [
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
        migrations.AddConstraint(
            model_name="casechange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("case", "fact_table", "subject", "fact"),
                name="one_change_per_fact",
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
