"""Each person and membership gets its kelurahan, and row security holds every row about people."""

from __future__ import annotations

from django.db import migrations, models

from desil.registry.row_security import make_territory_functions, protect_by_village


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='village_code',
            field=models.CharField(db_collation='C', null=True, verbose_name='Kode kelurahan (BPS)'),
        ),
        migrations.AddField(
            model_name='person',
            name='village_code',
            field=models.CharField(db_collation='C', null=True, verbose_name='Kode kelurahan (BPS)'),
        ),
        migrations.RunPython(make_territory_functions, migrations.RunPython.noop),
        protect_by_village('family'),
        protect_by_village('person'),
        protect_by_village('membership'),
        protect_by_village('family_decile'),
    ]
