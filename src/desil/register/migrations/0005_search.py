"""Finding people by name and families by address, within the reader's territory."""

from django.db import migrations

from desil.register.search.functions import make_search_functions


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_evidence'),
    ]

    operations = [
        migrations.RunPython(make_search_functions, migrations.RunPython.noop),
    ]
