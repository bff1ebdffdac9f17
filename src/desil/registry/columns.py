"""Model fields made from the dictionary, so that a column is said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import pyarrow as pa
from django.db import models

from desil.dictionary.column import Column, Kind, Table
from desil.dictionary.results import ResultTable

ModelClass = TypeVar("ModelClass", bound=type[models.Model])
AnyField: TypeAlias = "models.Field[Any, Any]"

# Compared by bytes: identifiers sort and index faster, and the same on every system.
_IDENTIFIERS = frozenset({Kind.NIK, Kind.KK, Kind.AREA})
_NUMBERS: dict[pa.DataType, type[AnyField]] = {
    pa.int16(): models.SmallIntegerField,
    pa.int32(): models.IntegerField,
    pa.date32(): models.DateField,
}


def field_of(field: pa.Field, column: Column | None = None) -> AnyField:
    """The model field for one column of a result table; NULL means not known.

    `column` is its entry in the dictionary, where it has one. A result's `*_code` without an
    entry is an identifier too. Labels are not repeated here: pages take them from the dictionary.
    """
    if field.type in _NUMBERS:
        return _NUMBERS[field.type](null=True)
    is_identifier = column.kind in _IDENTIFIERS if column else field.name.endswith("_code")
    return models.CharField(null=True, db_collation="C" if is_identifier else None)


def identifier(label: str) -> models.CharField[str, str]:
    """A text key, compared by bytes."""
    return models.CharField(label, db_collation="C")


def stores(
    table: ResultTable, dictionary: Table | None = None
) -> Callable[[ModelClass], ModelClass]:
    """Give a model every column of `table` that its class does not declare itself, in order."""
    known = {c.name: c for c in dictionary.columns} if dictionary else {}

    def with_columns(model: ModelClass) -> ModelClass:
        declared = {f.name for f in model._meta.local_fields}
        for field in table.schema:
            if field.name not in declared:
                model.add_to_class(field.name, field_of(field, known.get(field.name)))
        return model

    return with_columns
