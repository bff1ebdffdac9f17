"""The register's tables are those that the dictionary declares, column for column."""

import pyarrow as pa
import pytest
from django.apps import apps
from django.db import models

from desil.dictionary.result_table import ResultTable
from desil.dictionary.results import PUBLISHED, RELEASES
from desil.publication.tables.villages import columns_of
from desil.register.privacy import privacy_of

TYPES: dict[pa.DataType, type[models.Field]] = {  # type: ignore[type-arg]
    pa.string(): models.CharField,
    pa.int16(): models.SmallIntegerField,
    pa.int32(): models.IntegerField,
    pa.date32(): models.DateField,
}


def model_of(table: str) -> type[models.Model]:
    return next(
        m for m in apps.get_app_config("registry").get_models() if m._meta.db_table == table
    )


def fields_of(table: str) -> dict[str, models.Field]:  # type: ignore[type-arg]
    return {f.column: f for f in model_of(table)._meta.concrete_fields}


@pytest.mark.parametrize("table", [*PUBLISHED, RELEASES], ids=lambda t: t.name)
def test_every_column_of_a_result_is_a_field_of_its_type(table: ResultTable) -> None:
    fields = fields_of(table.name)
    assert set(fields) == {*columns_of(table).names, "publication_id"}
    wrong = [f.name for f in table.schema if not isinstance(fields[f.name], TYPES[f.type])]
    assert wrong == []


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda t: t.name)
def test_tables_of_a_publication_are_keyed_by_it(table: ResultTable) -> None:
    key = model_of(table.name)._meta.pk
    assert isinstance(key, models.CompositePrimaryKey)
    assert key.field_names == (*table.key, "publication")


def test_every_field_has_a_privacy_class() -> None:
    classes = {
        f"{m._meta.db_table}.{f.column}": privacy_of(m._meta.db_table, f.column)
        for m in apps.get_app_config("registry").get_models()
        for f in m._meta.concrete_fields
    }
    assert classes["person.nik"] == "data_pribadi"
    assert classes["person.depression"] == "spesifik"
    assert classes["family.village_code"] == "quasi_identifier"
    assert classes["area_recap.families_1"] == "terbuka"


def test_an_unclassed_column_is_noticed() -> None:
    with pytest.raises(KeyError):
        privacy_of("person", "shoe_size")
