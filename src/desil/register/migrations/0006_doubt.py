"""Pairs of a record and a person that somebody must judge, by publication."""

import django.db.models.deletion
from django.db import migrations, models

from desil.dictionary.result_table import Access
from desil.database.partitions import CreatePartitionedModel
from desil.database.row_security import protect


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_search'),
    ]

    operations = [
        CreatePartitionedModel(
            name='Doubt',
            fields=[
                ('pk', models.CompositePrimaryKey('source', 'record_id', 'nik', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(db_collation='C')),
                ('record_id', models.CharField(db_collation='C')),
                ('nik', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C', null=True)),
                ('weight_milli', models.IntegerField(null=True)),
                ('share_ppm', models.IntegerField(null=True)),
                ('name_level', models.SmallIntegerField(null=True)),
                ('birth_date_level', models.SmallIntegerField(null=True)),
                ('sex_level', models.SmallIntegerField(null=True)),
                ('number_level', models.SmallIntegerField(null=True)),
                ('household_level', models.SmallIntegerField(null=True)),
                ('stake', models.SmallIntegerField(null=True)),
                ('stated_name', models.CharField(null=True)),
                ('stated_birth_date', models.DateField(null=True)),
                ('stated_sex', models.SmallIntegerField(null=True)),
                ('stated_family_number', models.CharField(null=True)),
                ('stated_village_code', models.CharField(db_collation='C', null=True)),
                ('stated_address', models.CharField(null=True)),
                ('known_name', models.CharField(null=True)),
                ('known_birth_date', models.DateField(null=True)),
                ('known_sex', models.SmallIntegerField(null=True)),
                ('known_family_number', models.CharField(null=True)),
                ('known_village_code', models.CharField(db_collation='C', null=True)),
                ('known_address', models.CharField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'doubt',
            },
        ),
        protect('doubt', Access.VILLAGE),
    ]
