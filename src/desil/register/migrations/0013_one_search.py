"""A register that was made without pg_trgm searches as the others do."""

from django.db import migrations

from desil.database.partitions import enable_name_search
from desil.register.search.functions import make_search_functions


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0012_listing_by_source'),
    ]

    operations = [
        migrations.RunPython(enable_name_search, migrations.RunPython.noop),
        migrations.RunPython(make_search_functions, migrations.RunPython.noop),
    ]
