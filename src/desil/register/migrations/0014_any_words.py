"""Search takes the words of a name in any order and spelling, with a birth and an address."""

from django.db import migrations

from desil.register.search.functions import make_number_functions, make_search_functions


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0013_one_search'),
    ]

    operations = [
        migrations.RunPython(make_search_functions, migrations.RunPython.noop),
        migrations.RunPython(make_number_functions, migrations.RunPython.noop),
    ]
