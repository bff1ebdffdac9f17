"""What a proposal was compared with, what deviated, and the digest of its content."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Four columns of the proposal."""

    dependencies: ClassVar = [("work", "0008_payment_files")]

    operations: ClassVar = [
        migrations.AddField(
            "proposal",
            "compared_with",
            models.CharField(default="", verbose_name="dibandingkan dengan run"),
        ),
        migrations.AddField(
            "proposal", "result_hash", models.CharField(default="", verbose_name="sidik hasil")
        ),
        migrations.AddField(
            "proposal",
            "deviations",
            models.JSONField(default=list, verbose_name="yang menyimpang"),
        ),
        migrations.AddField(
            "proposal",
            "families",
            models.IntegerField(null=True, verbose_name="keluarga sesudahnya"),
        ),
    ]
