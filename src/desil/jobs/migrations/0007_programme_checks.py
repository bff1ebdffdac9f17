"""What a worker counted about programmes on one run, and the job that counts it."""

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
]


class Migration(migrations.Migration):
    """Their table, and a further kind of job."""

    dependencies: ClassVar = [("work", "0006_saved_what_ifs")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ProgrammeCheck",
            fields=[
                (
                    "run_id",
                    models.CharField(
                        db_collation="C",
                        primary_key=True,
                        serialize=False,
                        verbose_name="nomor run",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="dihitung pada")),
                ("lists", models.JSONField(default=list, verbose_name="daftar")),
                ("overlaps", models.JSONField(default=list, verbose_name="gabungan program")),
                ("clusters", models.JSONField(default=list, verbose_name="penumpukan")),
            ],
            options={"db_table": "work_programme_check"},
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
