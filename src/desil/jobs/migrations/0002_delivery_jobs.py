"""A job may take in files that were sent over the web; nothing changes in the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

_KINDS = [
    ("run", "RUN"),
    ("publish", "PUBLISH"),
    ("roll_back", "ROLL_BACK"),
    ("export", "EXPORT"),
    ("delivery", "DELIVERY"),
]


class Migration(migrations.Migration):
    """One more kind of job."""

    dependencies: ClassVar = [("work", "0001_first")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name=model,
            name="kind",
            field=models.CharField(choices=_KINDS, verbose_name="jenis"),
        )
        for model in ("job", "proposal")
    ]
