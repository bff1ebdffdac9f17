"""What other sources say of each family, and counts by kelurahan, by publication."""

import django.db.models.deletion
from django.db import migrations, models

from desil.dictionary.result_table import Access
from desil.database.partitions import CreatePartitionedModel
from desil.database.row_security import protect


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_ranking'),
    ]

    operations = [
        CreatePartitionedModel(
            name='FamilyFinding',
            fields=[
                ('pk', models.CompositePrimaryKey('family_number', 'nik', 'finding', 'reason', 'source', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family_number', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C', null=True)),
                ('nik', models.CharField(db_collation='C')),
                ('finding', models.CharField(db_collation='C')),
                ('reason', models.CharField(db_collation='C')),
                ('source', models.CharField(db_collation='C')),
                ('on_date', models.DateField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'family_finding',
            },
        ),
        CreatePartitionedModel(
            name='FamilyListing',
            fields=[
                ('pk', models.CompositePrimaryKey('family_number', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family_number', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C', null=True)),
                ('dukcapil', models.SmallIntegerField(null=True)),
                ('dtks', models.SmallIntegerField(null=True)),
                ('regsosek', models.SmallIntegerField(null=True)),
                ('p3ke', models.SmallIntegerField(null=True)),
                ('pln', models.SmallIntegerField(null=True)),
                ('asn', models.SmallIntegerField(null=True)),
                ('bpjs_tk', models.SmallIntegerField(null=True)),
                ('penerima', models.SmallIntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'family_listing',
            },
        ),
        CreatePartitionedModel(
            name='FamilyRival',
            fields=[
                ('pk', models.CompositePrimaryKey('family_number', 'nik', 'fact', 'source', 'stated_value', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family_number', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C', null=True)),
                ('nik', models.CharField(db_collation='C')),
                ('fact', models.CharField(db_collation='C')),
                ('stated_value', models.CharField(db_collation='C')),
                ('source', models.CharField(db_collation='C')),
                ('seen_date', models.DateField(null=True)),
                ('wins', models.SmallIntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'family_rival',
            },
        ),
        CreatePartitionedModel(
            name='FindingCount',
            fields=[
                ('pk', models.CompositePrimaryKey('village_code', 'finding', 'reason', 'source', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('village_code', models.CharField(db_collation='C')),
                ('finding', models.CharField(db_collation='C')),
                ('reason', models.CharField(db_collation='C')),
                ('source', models.CharField(db_collation='C')),
                ('found', models.IntegerField(null=True)),
                ('people', models.IntegerField(null=True)),
                ('families', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'finding_count',
            },
        ),
        CreatePartitionedModel(
            name='Movement',
            fields=[
                ('pk', models.CompositePrimaryKey('to_date', 'village_code', 'from_standing', 'to_standing', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('to_date', models.DateField()),
                ('village_code', models.CharField(db_collation='C')),
                ('from_standing', models.SmallIntegerField()),
                ('to_standing', models.SmallIntegerField()),
                ('from_date', models.DateField(null=True)),
                ('families', models.IntegerField(null=True)),
                ('people', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'movement',
            },
        ),
        CreatePartitionedModel(
            name='Neighbourhood',
            fields=[
                ('pk', models.CompositePrimaryKey('village_code', 'rw', 'standing', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('village_code', models.CharField(db_collation='C')),
                ('rw', models.CharField(db_collation='C')),
                ('standing', models.SmallIntegerField()),
                ('families', models.IntegerField(null=True)),
                ('people', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'neighbourhood',
            },
        ),
        CreatePartitionedModel(
            name='UnrankedAge',
            fields=[
                ('pk', models.CompositePrimaryKey('village_code', 'since_date', 'cause', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('village_code', models.CharField(db_collation='C')),
                ('since_date', models.DateField()),
                ('cause', models.CharField(db_collation='C')),
                ('families', models.IntegerField(null=True)),
                ('people', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'unranked_age',
            },
        ),
        protect('family_rival', Access.VILLAGE),
        protect('family_finding', Access.VILLAGE),
        protect('family_listing', Access.VILLAGE),
    ]
