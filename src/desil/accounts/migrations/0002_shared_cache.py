"""What the server's processes remember together."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """What the server's processes remember together."""

    dependencies: ClassVar = [
        ("accounts", "0001_first"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SharedCacheEntry",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "shared_cache",
            },
        ),
    ]
