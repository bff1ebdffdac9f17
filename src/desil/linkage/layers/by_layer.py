"""How right the accepted pairs of labelled files are, by the layer that would have found them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from desil.engine.database import Connection
from desil.linkage.evidence import Pairs
from desil.linkage.fields import Field, FieldKind
from desil.linkage.layers.layer import Layer
from desil.linkage.model import RECORD

_NAMES = {FieldKind.GIVEN_NAME, FieldKind.SURNAME, FieldKind.NAME}
_AREAS = {FieldKind.PLACE, FieldKind.POSTCODE, FieldKind.ADDRESS}


@dataclass(frozen=True, slots=True)
class LayerAccuracy:
    """Pairs of one layer: how many were linked, and how many of them are right."""

    layer: Layer
    linked: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the layer's pairs that are right; 1 when there is none."""
        return self.right / self.linked if self.linked else 1.0


def _equal(fields: Sequence[Field], kinds: set[FieldKind], joined: str) -> str:
    same = [f"l.{f.name} = r.{f.name}" for f in fields if f.kind in kinds]
    return f"coalesce({joined.join(same)}, false)" if same else "false"


def _layer_sql(fields: Sequence[Field]) -> str:
    date = _equal(fields, {FieldKind.BIRTH_DATE}, " and ")
    names = _equal(fields, _NAMES, " and ")
    confirmed = f"({date} or {_equal(fields, _NAMES, ' or ')})"
    numbers = [f.name for f in fields if f.kind is FieldKind.ID_NUMBER]
    near = " or ".join(f"damerau_levenshtein(l.{n}, r.{n}) = 1" for n in numbers) or "false"
    return (
        f"case when {_equal(fields, {FieldKind.ID_NUMBER}, ' and ')} and {confirmed}"
        f" then '{Layer.NUMBER}' when coalesce({near}, false) and {confirmed}"
        f" then '{Layer.NUMBER_MISTYPED}' when {names} and {date}"
        f" and {_equal(fields, _AREAS, ' or ')} then '{Layer.NAME_EXACT}'"
        f" else '{Layer.WEIGHT}' end"
    )


def accuracy_by_layer(
    database: Connection,
    linked: Pairs,
    fields: Sequence[Field],
    person: npt.NDArray[np.int64],
) -> tuple[LayerAccuracy, ...]:
    """One entry per layer that linked a pair, the surest layer first.

    Needs the table `all_records`; `person` has the true person of every record.
    """
    listed = pa.table(
        {
            "l_number": linked.left,
            "r_number": linked.right,
            "is_right": person[linked.left] == person[linked.right],
        }
    )
    database.register("linked_pair", listed)
    counted = database.execute(
        f"select {_layer_sql(fields)} as layer, count(*), count(*) filter (is_right)"  # noqa: S608
        f" from linked_pair inner join all_records as l on l_number = l.{RECORD}"
        f" inner join all_records as r on r_number = r.{RECORD} group by layer"
    ).fetchall()
    database.unregister("linked_pair")
    found = {layer: (total, right) for layer, total, right in counted}
    return tuple(LayerAccuracy(layer, *found[layer]) for layer in Layer if layer in found)
