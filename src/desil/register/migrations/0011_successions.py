"""Numbers that families and persons had in earlier releases, by publication."""

import django.db.models.deletion
from django.db import migrations, models

from desil.dictionary.result_table import Access
from desil.database.partitions import CreatePartitionedModel
from desil.register.residents.functions import make_history_functions
from desil.database.row_security import protect


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0010_resident_of_card'),
    ]

    operations = [
        CreatePartitionedModel(
            name='FamilySuccession',
            fields=[
                ('pk', models.CompositePrimaryKey('earlier_number', 'to_date', 'next_number', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('earlier_number', models.CharField(db_collation='C')),
                ('next_number', models.CharField(db_collation='C')),
                ('family_number', models.CharField(db_collation='C')),
                ('to_date', models.DateField()),
                ('kind', models.CharField(null=True)),
                ('members', models.IntegerField(null=True)),
                ('from_date', models.DateField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'family_succession',
                'indexes': [models.Index(fields=['family_number'], name='succession_of_family')],
            },
        ),
        CreatePartitionedModel(
            name='PersonSuccession',
            fields=[
                ('pk', models.CompositePrimaryKey('earlier_nik', 'to_date', 'nik', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('earlier_nik', models.CharField(db_collation='C')),
                ('nik', models.CharField(db_collation='C')),
                ('family_number', models.CharField(db_collation='C')),
                ('to_date', models.DateField()),
                ('from_date', models.DateField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'person_succession',
            },
        ),
        protect('family_succession', Access.FAMILY),
        protect('person_succession', Access.PERSON),
        migrations.RunPython(make_history_functions, migrations.RunPython.noop),
    ]
