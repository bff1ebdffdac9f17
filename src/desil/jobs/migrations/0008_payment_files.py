"""A further kind of file: what was found about payments, by name."""

from typing import ClassVar

from django.db import migrations, models

_KINDS = [("bnba", "BNBA"), ("recap", "RECAP"), ("list", "LIST"), ("payments", "PAYMENTS")]


class Migration(migrations.Migration):
    """One more choice."""

    dependencies: ClassVar = [("work", "0007_programme_checks")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="export",
            name="kind",
            field=models.CharField(choices=_KINDS, verbose_name="jenis"),
        )
    ]
