"""App passwords of phones."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """App passwords of phones."""

    dependencies: ClassVar = [("accounts", "0003_residents")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="FieldToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=60, verbose_name="ponsel")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="dibuat pada")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                ("used_at", models.DateTimeField(null=True, verbose_name="terakhir dipakai")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="dicabut pada")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="field_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "field_token"},
        ),
    ]
