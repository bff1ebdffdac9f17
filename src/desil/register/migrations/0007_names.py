"""Each name once, for search; and people by name within a kelurahan."""

import django.db.models.deletion
from django.db import migrations, models

from desil.dictionary.result_table import Access
from desil.database.partitions import CreatePartitionedModel
from desil.database.row_security import protect
from desil.register.search.functions import make_search_functions


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0006_doubt'),
    ]

    operations = [
        CreatePartitionedModel(
            name='PersonName',
            fields=[
                ('pk', models.CompositePrimaryKey('name', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField()),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'person_name',
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name', 'village_code'], name='person_called'),
        ),
        protect('person_name', Access.CLOSED),
        migrations.RunPython(make_search_functions, migrations.RunPython.noop),
    ]
