"""What-if questions saved by name."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Their table."""

    dependencies: ClassVar = [("work", "0005_list_jobs")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SavedWhatIf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("programme", models.CharField(verbose_name="program")),
                ("period", models.CharField(verbose_name="periode")),
                ("question", models.TextField(verbose_name="pertanyaan")),
                ("made_by", models.CharField(verbose_name="disimpan oleh")),
                ("made_by_name", models.CharField(verbose_name="nama penyimpan")),
                ("made_at", models.DateTimeField(verbose_name="disimpan pada")),
            ],
            options={
                "db_table": "work_saved_what_if",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("made_by", "name"), name="one_what_if_of_a_name"
                    ),
                ],
            },
        ),
    ]
