"""A family's listings: one row a source, so that a further source needs no further column."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.dictionary.result_table import Access
from desil.database.partitions import CreatePartitionedModel
from desil.database.row_security import protect

_COPY = """
create table public.family_listing_before as
select publication_id, family_number, village_code, listed.source, listed.members
from public.family_listing
cross join lateral (
    values
        ('dukcapil', dukcapil), ('dtks', dtks), ('regsosek', regsosek), ('p3ke', p3ke),
        ('pln', pln), ('asn', asn), ('bpjs_tk', bpjs_tk), ('penerima', penerima)
) as listed (source, members)
where listed.members > 0
"""
_ATTACHED = """
select registry.nspname, publication.id
from public.publication as publication
inner join pg_namespace as registry on registry.nspname = 'publication_' || publication.id
where exists (
    select from pg_class
    inner join pg_inherits on pg_class.oid = pg_inherits.inhrelid
    where pg_class.relnamespace = registry.oid and pg_class.relname = 'family_finding'
)
"""
_FILL = """
create table "{schema}".family_listing partition of public.family_listing for values in ({id});
insert into public.family_listing (publication_id, family_number, village_code, source, members)
select publication_id, family_number, village_code, source, members
from public.family_listing_before
where publication_id = {id};
"""


def copy_rows(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the rows of every publication, one a source."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_COPY)


def fill_partitions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every publication its partition and its rows again."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_ATTACHED)
        for schema, number in cursor.fetchall():
            cursor.execute(_FILL.format(schema=schema, id=int(number)))
        cursor.execute("drop table public.family_listing_before")


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0011_successions'),
    ]

    operations = [
        migrations.RunPython(copy_rows),
        migrations.DeleteModel('FamilyListing'),
        CreatePartitionedModel(
            name='FamilyListing',
            fields=[
                ('pk', models.CompositePrimaryKey('family_number', 'source', 'publication', blank=True, editable=False, primary_key=True, serialize=False)),
                ('family_number', models.CharField(db_collation='C')),
                ('village_code', models.CharField(db_collation='C', null=True)),
                ('source', models.CharField(db_collation='C')),
                ('members', models.SmallIntegerField(null=True)),
                ('publication', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.publication')),
            ],
            options={
                'db_table': 'family_listing',
            },
        ),
        protect('family_listing', Access.VILLAGE),
        migrations.RunPython(fill_partitions),
    ]
