"""Jobs that judge a ranking model on a survey."""

from typing import ClassVar

from django.db import migrations, models

_JOBS = [
    ("run", "RUN"),
    ("publish", "PUBLISH"),
    ("roll_back", "ROLL_BACK"),
    ("export", "EXPORT"),
    ("delivery", "DELIVERY"),
    ("list", "LIST"),
    ("check", "CHECK"),
    ("survey", "SURVEY"),
]


class Migration(migrations.Migration):
    """A further kind of job."""

    dependencies: ClassVar = [("work", "0010_list_digests")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name=name,
            name="kind",
            field=models.CharField(choices=_JOBS, verbose_name="jenis"),
        )
        for name in ("job", "proposal")
    ]
