"""What a visit saw is kept apart from what was asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of proposed changes; false for those that were proposed before."""

    dependencies: ClassVar = [("cases", "0006_elsewhere")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="casechange",
            name="is_seen",
            field=models.BooleanField(default=False, verbose_name="dilihat saat kunjungan"),
        ),
    ]
