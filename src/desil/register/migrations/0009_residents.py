"""A resident is found by NIK and birth date."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from desil.register.residents.functions import make_resident_functions


class Migration(migrations.Migration):
    """A resident is found by NIK and birth date."""

    dependencies: ClassVar = [("registry", "0008_programmes")]

    operations: ClassVar = [
        migrations.RunPython(make_resident_functions, migrations.RunPython.noop)
    ]
