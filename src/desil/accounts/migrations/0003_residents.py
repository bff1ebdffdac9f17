"""Attempts that are counted, and codes of residents."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Attempts that are counted, and codes of residents."""

    dependencies: ClassVar = [
        ("accounts", "0002_shared_cache"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="AttemptCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tries", models.IntegerField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "attempt_count",
            },
        ),
        migrations.CreateModel(
            name="ResidentCode",
            fields=[
                ("person", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=64)),
                ("made_by", models.CharField(verbose_name="dibuat oleh")),
                ("made_at", models.DateTimeField(verbose_name="dibuat pada")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
            ],
            options={
                "db_table": "resident_code",
            },
        ),
    ]
