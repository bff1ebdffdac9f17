"""Files may be PDF."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Files may be PDF."""

    dependencies: ClassVar = [
        ("work", "0002_delivery_jobs"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="export",
            name="file_format",
            field=models.CharField(
                choices=[("xlsx", "XLSX"), ("csv", "CSV"), ("pdf", "PDF")], verbose_name="bentuk"
            ),
        ),
    ]
