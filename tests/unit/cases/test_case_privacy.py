"""Every field of cases has a privacy class, and the workflow stands without Django."""

import subprocess
import sys

import pytest
from django.apps import apps
from django.db.models import Model

from desil.cases.privacy import PRIVACY
from desil.dictionary.column import Sensitivity

MODELS = list(apps.get_app_config("cases").get_models())


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_field_is_classed_and_nothing_else(model: type[Model]) -> None:
    fields = {f.name for f in model._meta.local_fields}
    assert set(PRIVACY[model._meta.db_table]) == fields


def test_what_names_or_finds_a_person_is_personal() -> None:
    for table, fields in PRIVACY.items():
        for name, kind in fields.items():
            if name in {"nik", "family_number", "name", "phone", "ticket", "subject", "sha256"}:
                assert kind is Sensitivity.PERSONAL, (table, name)


@pytest.mark.parametrize(
    "module",
    [
        "desil.cases.workflow.guards",
        "desil.cases.workflow.clocks",
        "desil.cases.kinds.kind",
        "desil.cases.evidence.cleaned",
    ],
)
def test_the_rules_stand_without_django(module: str) -> None:
    asked = f"import sys, {module}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
