"""Models made from the declarations of result tables, so that a column is said once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import pyarrow as pa
from django.db import models
from django.db.models.base import ModelBase

from desil.dictionary.result_table import ResultColumn, ResultTable
from desil.register.models.publication import Publication

AnyField: TypeAlias = "models.Field[Any, Any]"

_NUMBERS: dict[pa.DataType, type[AnyField]] = {
    pa.int16(): models.SmallIntegerField,
    pa.int32(): models.IntegerField,
    pa.date32(): models.DateField,
}


class CurrentRows(models.Manager[Any]):
    """The rows of the current publication: what people see."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Those rows."""
        return super().get_queryset().filter(publication__is_current=True)


def field_of(column: ResultColumn) -> AnyField:
    """The model field of one column; NULL means not known.

    Labels are not repeated here: pages take them from the declarations.
    """
    is_null = not column.is_complete
    if column.arrow_type in _NUMBERS:
        return _NUMBERS[column.arrow_type](null=is_null)
    return models.CharField(null=is_null, db_collation="C" if column.is_bytewise else None)


def published_model(
    table: ResultTable,
    *,
    indexes: Sequence[models.Index] = (),
    constraints: Sequence[models.BaseConstraint] = (),
) -> Any:
    """Return the model of a published table: its columns, keyed by its key and the publication.

    The class is called as the table, FamilyDecile for family_decile.
    """
    fields = {column.name: field_of(column) for column in table.columns}
    if table.gains_village:
        fields["village_code"] = models.CharField(null=True, db_collation="C")
    meta = {"db_table": table.name, "indexes": [*indexes], "constraints": [*constraints]}
    members = {
        "__module__": "desil.register.models.published",
        "__doc__": f"{table.rows.en}.",
        "Meta": type("Meta", (), meta),
        "pk": models.CompositePrimaryKey(*table.key, "publication"),
        "publication": models.ForeignKey(
            Publication, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
        ),
        "objects": models.Manager(),
        "current": CurrentRows(),
        **fields,
    }
    name = "".join(part.title() for part in table.name.split("_"))
    return ModelBase(name, (models.Model,), members)
