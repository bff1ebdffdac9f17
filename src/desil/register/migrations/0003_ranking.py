"""What ranking says of each family: score, indicative deciles and reasons, by publication."""

import django.db.models.deletion
from django.db import migrations, models

from desil.dictionary.result_table import Access
from desil.database.partitions import CreatePartitionedModel
from desil.database.row_security import protect


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_territory'),
    ]

    operations = [
        CreatePartitionedModel(
            name='FamilyExplanation',
            fields=[
                ('pk', models.CompositePrimaryKey('family_number', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family_number', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C', null=True)),
                ('fact_1', models.CharField(null=True)),
                ('contribution_1', models.IntegerField(null=True)),
                ('fact_2', models.CharField(null=True)),
                ('contribution_2', models.IntegerField(null=True)),
                ('fact_3', models.CharField(null=True)),
                ('contribution_3', models.IntegerField(null=True)),
                ('fact_4', models.CharField(null=True)),
                ('contribution_4', models.IntegerField(null=True)),
                ('fact_5', models.CharField(null=True)),
                ('contribution_5', models.IntegerField(null=True)),
                ('rest_micro', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'family_explanation',
            },
        ),
        CreatePartitionedModel(
            name='RankingCutoff',
            fields=[
                ('pk', models.CompositePrimaryKey('level', 'area_code', 'boundary', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField()),
                ('area_code', models.CharField(db_collation='C')),
                ('boundary', models.SmallIntegerField()),
                ('score_micro', models.IntegerField(null=True)),
                ('method', models.CharField(null=True)),
                ('valid_from', models.DateField(null=True)),
                ('reference', models.CharField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'ranking_cutoff',
            },
        ),
        CreatePartitionedModel(
            name='RankingFact',
            fields=[
                ('pk', models.CompositePrimaryKey('place', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('place', models.SmallIntegerField()),
                ('fact', models.CharField(null=True)),
                ('mean_micro', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'ranking_fact',
            },
        ),
        CreatePartitionedModel(
            name='FamilyScore',
            fields=[
                ('pk', models.CompositePrimaryKey('family_number', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family_number', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C', null=True)),
                ('indicative_reason', models.CharField()),
                ('score_micro', models.IntegerField(null=True)),
                ('least_micro', models.IntegerField(null=True)),
                ('most_micro', models.IntegerField(null=True)),
                ('unknown_facts', models.SmallIntegerField(null=True)),
                ('indicative_national', models.SmallIntegerField(null=True)),
                ('indicative_province', models.SmallIntegerField(null=True)),
                ('indicative_city', models.SmallIntegerField(null=True)),
                ('percentile_city', models.SmallIntegerField(null=True)),
                ('desil_1_4_ppm', models.IntegerField(null=True)),
                ('own_decile_ppm', models.IntegerField(null=True)),
                ('nearest_boundary', models.SmallIntegerField(null=True)),
                ('distance_micro', models.IntegerField(null=True)),
                ('is_too_close', models.SmallIntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'family_score',
                'constraints': [models.CheckConstraint(condition=models.Q(('indicative_national__isnull', True), ('indicative_national__range', (1, 10)), _connector='OR'), name='indicative_national_is_1_to_10'), models.CheckConstraint(condition=models.Q(('score_micro__isnull', False), models.Q(('indicative_reason', ''), _negated=True), _connector='OR'), name='no_score_has_a_reason')],
            },
        ),
        protect('family_score', Access.VILLAGE),
        protect('family_explanation', Access.VILLAGE),
    ]
