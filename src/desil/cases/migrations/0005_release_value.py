"""What a release says in the place of what a case asked for is kept with the change."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of proposed changes; empty for those that were compared before."""

    dependencies: ClassVar = [("cases", "0004_field_submission")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="casechange",
            name="outcome_value",
            field=models.CharField(null=True, verbose_name="nilai pada rilis itu"),
        ),
    ]
