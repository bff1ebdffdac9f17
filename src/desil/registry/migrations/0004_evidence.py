"""What other sources say of each family, and counts by kelurahan, by publication."""

import django.db.models.deletion
from django.db import migrations, models

from desil.registry.partitions import CreatePartitionedModel
from desil.registry.row_security import protect_by_village


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_ranking'),
    ]

    operations = [
        CreatePartitionedModel(
            name='FamilyFinding',
            fields=[
                ('pk', models.CompositePrimaryKey('family_number', 'nik', 'finding', 'reason', 'source', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family_number', models.CharField(db_collation='C', verbose_name='Nomor KK')),
                ('village_code', models.CharField(db_collation='C', null=True, verbose_name='Kode kelurahan (BPS)')),
                ('nik', models.CharField(db_collation='C', verbose_name='NIK, kosong: seluruh keluarga')),
                ('finding', models.CharField(db_collation='C', verbose_name='temuan')),
                ('reason', models.CharField(db_collation='C', verbose_name='sebab')),
                ('source', models.CharField(db_collation='C', verbose_name='sumber')),
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
                ('family_number', models.CharField(db_collation='C', verbose_name='Nomor KK')),
                ('village_code', models.CharField(db_collation='C', null=True, verbose_name='Kode kelurahan (BPS)')),
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
                ('family_number', models.CharField(db_collation='C', verbose_name='Nomor KK')),
                ('village_code', models.CharField(db_collation='C', null=True, verbose_name='Kode kelurahan (BPS)')),
                ('nik', models.CharField(db_collation='C', verbose_name='NIK')),
                ('fact', models.CharField(db_collation='C', verbose_name='fakta')),
                ('stated_value', models.CharField(db_collation='C', verbose_name='nilai menurut sumber')),
                ('source', models.CharField(db_collation='C', verbose_name='sumber')),
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
                ('village_code', models.CharField(db_collation='C', verbose_name='kode kelurahan (BPS)')),
                ('finding', models.CharField(db_collation='C', verbose_name='temuan')),
                ('reason', models.CharField(db_collation='C', verbose_name='sebab')),
                ('source', models.CharField(db_collation='C', verbose_name='sumber')),
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
                ('to_date', models.DateField(verbose_name='tanggal rilis')),
                ('village_code', models.CharField(db_collation='C', verbose_name='kode kelurahan (BPS)')),
                ('from_standing', models.SmallIntegerField(verbose_name='dari desil; 0 belum diperingkat, -1 tidak ada')),
                ('to_standing', models.SmallIntegerField(verbose_name='ke desil; 0 belum diperingkat, -1 tidak ada')),
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
                ('village_code', models.CharField(db_collation='C', verbose_name='kode kelurahan (BPS)')),
                ('rw', models.CharField(db_collation='C', verbose_name='RW')),
                ('standing', models.SmallIntegerField(verbose_name='desil; 0 belum diperingkat')),
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
                ('village_code', models.CharField(db_collation='C', verbose_name='kode kelurahan (BPS)')),
                ('since_date', models.DateField(verbose_name='sejak rilis')),
                ('cause', models.CharField(db_collation='C', verbose_name='sebab')),
                ('families', models.IntegerField(null=True)),
                ('people', models.IntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'unranked_age',
            },
        ),
        protect_by_village('family_rival'),
        protect_by_village('family_finding'),
        protect_by_village('family_listing'),
    ]
