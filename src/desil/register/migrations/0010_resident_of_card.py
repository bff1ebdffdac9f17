"""A resident is found by NIK and the number of the family card."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from desil.register.residents.functions import make_resident_of_card


class Migration(migrations.Migration):
    """A resident is found by NIK and the number of the family card."""

    dependencies: ClassVar = [("registry", "0009_residents")]

    operations: ClassVar = [migrations.RunPython(make_resident_of_card, migrations.RunPython.noop)]
