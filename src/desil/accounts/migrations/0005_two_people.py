"""Invitations as digests; what two administrators do together; what an owner is told."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _key() -> models.BigAutoField[int, int]:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _user(name: str) -> models.ForeignKey[object, object]:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=name,
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    """Invitations as digests; what two administrators do together; what an owner is told."""

    dependencies: ClassVar = [("accounts", "0004_field_tokens")]

    operations: ClassVar = [
        migrations.AddField(
            "invitation", "digest", models.CharField(max_length=64, null=True, unique=True)
        ),
        migrations.AddField(
            "invitation",
            "reason",
            models.CharField(default="", max_length=200, verbose_name="alasan"),
        ),
        migrations.AddField(
            "invitation",
            "needs_factor",
            models.BooleanField(default=False, verbose_name="perlu langkah kedua"),
        ),
        migrations.CreateModel(
            name="AccountRequest",
            fields=[
                ("id", _key()),
                ("kind", models.CharField(max_length=20, verbose_name="jenis")),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
                ("asked_by", models.CharField(verbose_name="diminta oleh")),
                ("asked_at", models.DateTimeField(verbose_name="diminta pada")),
                ("expires_at", models.DateTimeField(verbose_name="berlaku sampai")),
                ("approved_by", models.CharField(default="", verbose_name="disetujui oleh")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="disetujui pada")),
                ("user", _user("requests")),
            ],
            options={"db_table": "account_request"},
        ),
        migrations.CreateModel(
            name="AccountNotice",
            fields=[
                ("id", _key()),
                ("at", models.DateTimeField(verbose_name="pada")),
                ("deed", models.CharField(max_length=30, verbose_name="perbuatan")),
                ("by", models.CharField(verbose_name="oleh")),
                ("reason", models.CharField(default="", max_length=200, verbose_name="alasan")),
                ("shown_at", models.DateTimeField(null=True, verbose_name="pertama ditampilkan")),
                ("user", _user("notices")),
            ],
            options={"db_table": "account_notice"},
        ),
    ]
