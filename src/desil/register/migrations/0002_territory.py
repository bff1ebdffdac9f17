"""Each person and membership gets its kelurahan, and row security holds every row about people."""

from __future__ import annotations

from django.db import migrations, models

from desil.dictionary.result_table import Access
from desil.database.row_security import make_territory_functions, protect


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='village_code',
            field=models.CharField(db_collation='C', null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='village_code',
            field=models.CharField(db_collation='C', null=True),
        ),
        migrations.RunPython(make_territory_functions, migrations.RunPython.noop),
        protect('family', Access.VILLAGE),
        protect('person', Access.VILLAGE),
        protect('membership', Access.VILLAGE),
        protect('family_decile', Access.VILLAGE),
    ]
