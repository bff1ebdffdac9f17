"""What every programme says of each family, by publication."""

import django.db.models.deletion
from django.db import migrations, models

from desil.dictionary.result_table import Access
from desil.database.partitions import CreatePartitionedModel
from desil.database.row_security import protect


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0007_names'),
    ]

    operations = [
        CreatePartitionedModel(
            name='AnswerPattern',
            fields=[
                ('pk', models.CompositePrimaryKey('pattern', 'programme', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('pattern', models.IntegerField()),
                ('programme', models.CharField(db_collation='C')),
                ('verdict', models.SmallIntegerField(null=True)),
                ('counted', models.SmallIntegerField(null=True)),
                ('components', models.CharField(null=True)),
                ('rupiah', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'answer_pattern',
            },
        ),
        CreatePartitionedModel(
            name='FamilyAnswer',
            fields=[
                ('pk', models.CompositePrimaryKey('family_number', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family_number', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C', null=True)),
                ('pattern', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'family_answer',
            },
        ),
        CreatePartitionedModel(
            name='OutcomeCount',
            fields=[
                ('pk', models.CompositePrimaryKey('programme', 'village_code', 'verdict', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('programme', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C')),
                ('verdict', models.SmallIntegerField()),
                ('families', models.IntegerField(null=True)),
                ('people', models.IntegerField(null=True)),
                ('counted', models.IntegerField(null=True)),
                ('million_rupiah', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'outcome_count',
            },
        ),
        CreatePartitionedModel(
            name='Programme',
            fields=[
                ('pk', models.CompositePrimaryKey('programme', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('programme', models.CharField(db_collation='C')),
                ('place', models.SmallIntegerField(null=True)),
                ('name_id', models.CharField(null=True)),
                ('name_en', models.CharField(null=True)),
                ('authority', models.CharField(null=True)),
                ('unit', models.CharField(null=True)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('reference', models.CharField(null=True)),
                ('is_example', models.SmallIntegerField(null=True)),
                ('rules_version', models.CharField(null=True)),
                ('on_date', models.DateField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'programme',
            },
        ),
        CreatePartitionedModel(
            name='ProgrammeComponent',
            fields=[
                ('pk', models.CompositePrimaryKey('programme', 'component', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('programme', models.CharField(db_collation='C')),
                ('component', models.CharField(db_collation='C')),
                ('label_id', models.CharField(null=True)),
                ('label_en', models.CharField(null=True)),
                ('rupiah', models.IntegerField(null=True)),
                ('is_per_member', models.SmallIntegerField(null=True)),
                ('is_specific', models.SmallIntegerField(null=True)),
                ('needs_id', models.CharField(null=True)),
                ('needs_en', models.CharField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'programme_component',
            },
        ),
        CreatePartitionedModel(
            name='ProgrammeVerdict',
            fields=[
                ('pk', models.CompositePrimaryKey('programme', 'verdict', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('programme', models.CharField(db_collation='C')),
                ('verdict', models.SmallIntegerField()),
                ('outcome', models.CharField(null=True)),
                ('criterion', models.CharField(null=True)),
                ('fact', models.CharField(null=True)),
                ('says_id', models.CharField(null=True)),
                ('says_en', models.CharField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'programme_verdict',
            },
        ),
        protect('family_answer', Access.VILLAGE),
    ]
