"""The reader of data/result_tables/: each result table is declared there once.

A table's columns are those of the DTSEN dictionary or of columns.yaml. An entry of its list is a
name, a name with another type (`members small`), or one of:
`all of family without a b`, `dwelling and assets`, `provenance of identity dwelling` (a source and
a date for each group of facts), `families by decile` (one column for each decile and one for the
unranked).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import pyarrow as pa

from desil.dictionary.column import Column, Kind, Sensitivity
from desil.dictionary.columns.assets import ASSET_COLUMNS
from desil.dictionary.columns.dwelling import DWELLING_COLUMNS
from desil.dictionary.declarations.yaml_reader import packaged_yaml
from desil.dictionary.label import Label
from desil.dictionary.result_table import Access, ResultColumn, ResultTable
from desil.dictionary.standing import STANDINGS, UNRANKED
from desil.dictionary.tables import FAMILY, PERSON

# In the order in which a publication loads them: the largest first.
STAGES: tuple[str, ...] = ("register", "ranking", "integration", "recap", "eligibility", "lists")
_TYPES = {
    "identifier": pa.string(),
    "text": pa.string(),
    "small": pa.int16(),
    "whole": pa.int32(),
    "date": pa.date32(),
}
# Compared by bytes: identifiers sort and index faster, and the same on every system.
_IDENTIFIERS = frozenset({Kind.NIK, Kind.KK, Kind.AREA})
_DICTIONARY: Mapping[str, Column] = {c.name: c for t in (PERSON, FAMILY) for c in t.columns}
_FOLDER = resources.files("desil.dictionary") / "data" / "result_tables"
_TABLES = {"family": FAMILY, "person": PERSON}


def _read(name: str) -> Any:
    return packaged_yaml(_FOLDER / f"{name}.yaml")


def _label(declared: Mapping[str, str]) -> Label:
    return Label(declared["id"], declared["en"])


def _names_in(entry: str) -> Iterator[tuple[str, str]]:
    """The columns of one entry of a table's list, each with its own type or the empty text."""
    match entry.split():
        case ["all", "of", table, *rest]:
            yield from ((name, "") for name in _TABLES[table].names if name not in rest[1:])
        case ["dwelling", "and", "assets"]:
            yield from ((c.name, "") for c in (*DWELLING_COLUMNS, *ASSET_COLUMNS))
        case ["provenance", "of", *groups]:
            yield from ((f"{g}_{part}", "") for g in groups for part in ("source", "date"))
        case [counted, "by", "decile"]:
            yield from ((f"{counted}_{standing}", "") for standing in STANDINGS)
        case [name, *own]:
            yield name, "".join(own)


def _label_by_decile(counted: Label, standing: str) -> Label:
    if standing == UNRANKED:
        return Label(f"{counted.id} belum diperingkat", f"{counted.en} unranked")
    return Label(f"{counted.id}, desil {standing}", f"{counted.en}, decile {standing}")


def _declared_column(
    name: str, own_type: str, known: Mapping[str, Any]
) -> tuple[pa.DataType, Label, Sensitivity, bool]:
    """Type, label, privacy class, and whether a key compares it by bytes."""
    if name in _DICTIONARY:
        entry = _DICTIONARY[name]
        return entry.arrow_type, entry.label, entry.sensitivity, entry.kind in _IDENTIFIERS
    counted, _, standing = name.rpartition("_")
    if name not in known and standing in STANDINGS:
        count = known[counted]
        label = _label_by_decile(_label(count), standing)
        return _TYPES[count["type"]], label, Sensitivity(count["privacy"]), False
    told = known[name]
    kind = own_type or told["type"]
    privacy = Sensitivity(told.get("privacy", Sensitivity.FACT.value))
    return _TYPES[kind], _label(told), privacy, kind == "identifier"


def _table(name: str, told: Mapping[str, Any], stage: str, known: Mapping[str, Any]) -> ResultTable:
    key = tuple(told["key"])
    complete = {*key, *told.get("complete", ())}
    published = Access(told["published"]) if "published" in told else None
    is_open = published is Access.OPEN or told.get("open", False)
    columns = []
    for column, own_type in (pair for e in told["columns"] for pair in _names_in(e)):
        arrow_type, label, privacy, is_identifier = _declared_column(column, own_type, known)
        is_always_bytewise = column.endswith("_code") or column in _DICTIONARY
        columns.append(
            ResultColumn(
                column,
                arrow_type,
                label,
                Sensitivity.OPEN if is_open else privacy,
                is_identifier and (is_always_bytewise or column in key),
                column in complete or "all" in complete,
            )
        )
    return ResultTable(
        name=name,
        rows=_label(told["rows"]),
        note=_label(told["note"]) if "note" in told else None,
        columns=tuple(columns),
        schema=pa.schema([pa.field(c.name, c.arrow_type) for c in columns]),
        key=key,
        sorted_by=tuple(told.get("order", key)),
        stage=stage,
        published=published,
        is_optional=told.get("optional", False),
        is_counted=told.get("counted", False),
        gains_village=told.get("gains_village", False),
    )


def declared_results() -> tuple[ResultTable, ...]:
    """Return every declared table, by stage; KeyError for a column that is declared nowhere."""
    known = _read("columns")
    return tuple(
        _table(name, told, stage, known) for stage in STAGES for name, told in _read(stage).items()
    )
