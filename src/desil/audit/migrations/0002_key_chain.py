"""The chain of keys, and the end of the log that says whose seals it has."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from desil.audit.statements import script


class Migration(migrations.Migration):
    """Keys that name one another, append-only like the log."""

    dependencies: ClassVar = [("audit", "0001_first")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="AuditKey",
            fields=[
                (
                    "place",
                    models.IntegerField(primary_key=True, serialize=False, verbose_name="urutan"),
                ),
                ("key_id", models.CharField(db_collation="C", verbose_name="kunci")),
                ("public_key", models.CharField(db_collation="C", verbose_name="kunci publik")),
                (
                    "secret_id",
                    models.CharField(db_collation="C", verbose_name="sidik rahasia segel"),
                ),
                ("before", models.CharField(db_collation="C", verbose_name="disebut oleh kunci")),
                ("from_sequence", models.BigIntegerField(verbose_name="sejak peristiwa")),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("signature", models.BinaryField(verbose_name="tanda tangan")),
            ],
            options={"db_table": "audit_key"},
        ),
        migrations.RunSQL(script("key_guards"), migrations.RunSQL.noop),
    ]
