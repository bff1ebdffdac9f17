"""What phones send from home visits, guarded like the other tables of cases."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def _guard(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.cases", "sql/field_protection"))


class Migration(migrations.Migration):
    """What phones send; row security of it."""

    dependencies: ClassVar = [
        ("cases", "0003_fingerprints"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="FieldSubmission",
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
                (
                    "instance_id",
                    models.CharField(db_collation="C", unique=True, verbose_name="nomor isian"),
                ),
                (
                    "form_version",
                    models.CharField(db_collation="C", default="", verbose_name="versi formulir"),
                ),
                (
                    "seen",
                    models.CharField(
                        db_collation="C",
                        default="",
                        verbose_name="terbitan dan peristiwa yang dilihat",
                    ),
                ),
                ("content", models.TextField(verbose_name="isian")),
                ("content_hash", models.CharField(db_collation="C", verbose_name="sidik isian")),
                ("photos", models.JSONField(default=dict, verbose_name="foto yang disebut")),
                ("arrived", models.JSONField(default=dict, verbose_name="foto yang datang")),
                ("sent_by", models.CharField(db_collation="C", verbose_name="dikirim oleh")),
                ("received_at", models.DateTimeField(verbose_name="diterima pada")),
                ("whole_at", models.DateTimeField(null=True, verbose_name="lengkap pada")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "case_field_submission",
            },
        ),
        migrations.RunPython(_guard, migrations.RunPython.noop),
    ]
