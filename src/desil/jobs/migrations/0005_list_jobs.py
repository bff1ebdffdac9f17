"""Jobs that draw up a programme's list, and files of one."""

from typing import ClassVar

from django.db import migrations, models

_JOBS = [
    ("run", "RUN"),
    ("publish", "PUBLISH"),
    ("roll_back", "ROLL_BACK"),
    ("export", "EXPORT"),
    ("delivery", "DELIVERY"),
    ("list", "LIST"),
]
_FILES = [("bnba", "BNBA"), ("recap", "RECAP"), ("list", "LIST")]


class Migration(migrations.Migration):
    """A further kind of job and of file."""

    dependencies: ClassVar = [("work", "0004_programme_lists")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="export",
            name="kind",
            field=models.CharField(choices=_FILES, verbose_name="jenis"),
        ),
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(choices=_JOBS, verbose_name="jenis"),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="kind",
            field=models.CharField(choices=_JOBS, verbose_name="jenis"),
        ),
    ]
