"""Layouts read from `layouts/*.yaml`, and held to what a layout may say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from desil.dictionary.areas import AreaSystem
from desil.dictionary.codelist import Code, CodeList
from desil.dictionary.column import Column, Kind, Table
from desil.dictionary.label import Label
from desil.dictionary.tables import FAMILY, PERSON
from desil.errors import UsageFault
from desil.intake.layout.declared import Layout, LayoutColumn, OnFault, Replacement, Unit

_TABLES: dict[str, Table] = {"family": FAMILY, "person": PERSON}
_LAYOUT_KEYS = {"source", "label", "codes", "whole", "checks", "units"}
_UNIT_KEYS = {"label", "key", "table", "also", "columns", "may_lack", "one_of"}
_COLUMN_KEYS = {
    "header",
    "aliases",
    "from",
    "kind",
    "codes",
    "minimum",
    "maximum",
    "length",
    "required",
    "present",
    "fault",
    "area",
    "known_only",
    "name_beside",
    "district_beside",
    "decimals",
}
Said = Mapping[str, Any]


class LayoutFault(ValueError):
    """A layout file that says something a layout cannot say; found when it is loaded."""


def _held_to(said: Said, allowed: set[str], where: str) -> None:
    if unknown := sorted(set(said) - allowed):
        raise LayoutFault(f"{where}: unknown {', '.join(unknown)}")


def _dictionary_column(reference: str, where: str) -> Column:
    table, _, name = reference.partition(".")
    try:
        return _TABLES[table].column(name)
    except KeyError as missing:
        raise LayoutFault(f"{where}: the dictionary has no {reference}") from missing


def _own_codes(name: str, said: Said) -> CodeList:
    return CodeList(
        name,
        tuple(
            Code(int(value), Label(texts[0], texts[0]), tuple(map(str, texts[1:])))
            for value, texts in said.items()
        ),
    )


def _column(name: str, said: Said, where: str, base: Column | None = None) -> LayoutColumn:
    _held_to(said, _COLUMN_KEYS, f"{where}.{name}")
    if "from" in said:
        base = _dictionary_column(said["from"], where)
    if base is None and "kind" not in said:
        raise LayoutFault(f"{where}.{name}: needs kind or from")
    known = (base.dtsen_name, *base.aliases) if base else ()
    headers = dict.fromkeys((*([said["header"]] if "header" in said else []), *known))
    headers |= dict.fromkeys((*said.get("aliases", ()), name))
    own = _own_codes(name, said["codes"]) if "codes" in said else None
    return LayoutColumn(
        name=name,
        headers=tuple(headers),
        kind=Kind(said["kind"]) if "kind" in said else base.kind if base else Kind.TEXT,
        on_fault=OnFault(said.get("fault", "clear")),
        required=bool(said.get("required", False)),
        must_be_present=bool(said.get("present", not (base and base.only_in))),
        codes=own or (base.codes if base else None),
        minimum=said.get("minimum", base.minimum if base else None),
        maximum=said.get("maximum", base.maximum if base else None),
        length=said.get("length", base.length if base else None),
        area_system=AreaSystem(said.get("area", "bps")),
        known_only=bool(said.get("known_only", False)),
        name_beside=said.get("name_beside", ""),
        district_beside=said.get("district_beside", ""),
        rounds_decimals=said.get("decimals", "") == "rounded",
    )


def _columns(said: Said, where: str) -> tuple[LayoutColumn, ...]:
    """The columns of the dictionary's table as the layout changes them, then the layout's own."""
    own: dict[str, Said] = {n: s or {} for n, s in (said.get("columns") or {}).items()}
    listed: dict[str, LayoutColumn] = {}
    if "table" in said:
        for column in _TABLES[said["table"]].columns:
            changed = own.pop(column.name, {})
            listed[column.name] = _column(column.name, changed, where, column)
    for name, column_said in own.items():
        listed[name] = _column(name, column_said, where)
    for table in said.get("also", ()):
        for column in _TABLES[table].columns:
            if column.name not in listed:
                listed[column.name] = _column(column.name, {"present": False}, where, column)
    return tuple(listed.values())


def _hold_unit(unit: Unit, where: str) -> None:
    names = {c.name for c in unit.columns}
    named = {*unit.key, *unit.one_of, *(r.by for r in unit.replacements)}
    named |= {n for r in unit.replacements for n in r.columns}
    named |= {n for c in unit.columns for n in (c.name_beside, c.district_beside) if n}
    if unknown := sorted(named - names):
        raise LayoutFault(f"{where}: names columns that it lacks: {', '.join(unknown)}")
    if not any(unit.column(n).required for n in unit.key):
        raise LayoutFault(f"{where}: no key column is required")
    for column in unit.columns:
        if (column.kind is Kind.CODE) != (column.codes is not None) and (
            column.kind is not Kind.YES_NO
        ):
            raise LayoutFault(f"{where}.{column.name}: a code list belongs to kind code")


def _unit(name: str, said: Said, where: str) -> Unit:
    _held_to(said, _UNIT_KEYS, where)
    unit = Unit(
        name=name,
        label=said["label"],
        key=tuple(said["key"]),
        columns=_columns(said, where),
        replacements=tuple(
            Replacement(tuple(r["columns"]), r["if_present"]) for r in said.get("may_lack", ())
        ),
        one_of=tuple(said.get("one_of", ())),
    )
    _hold_unit(unit, where)
    return unit


def layout_from(text: str) -> Layout:
    """The layout that a YAML text declares; LayoutFault when it declares none."""
    said = yaml.safe_load(text)
    source = str(said.get("source", "?"))
    _held_to(said, _LAYOUT_KEYS, source)
    return Layout(
        source=source,
        label=said["label"],
        units=tuple(_unit(n, s, f"{source}.{n}") for n, s in said["units"].items()),
        in_form_codes={"register": False, "form": True}[said.get("codes", "register")],
        whole=bool(said.get("whole", False)),
        checks=tuple(said.get("checks", ())),
    )


@cache
def layouts() -> dict[str, Layout]:
    """Every declared layout, by source."""
    folder = resources.files("desil.intake").joinpath("layouts")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    read = [layout_from(f.read_text(encoding="utf-8")) for f in files]
    return {layout.source: layout for layout in read}


def layout_of(source: str) -> Layout:
    """The layout of a source; UsageFault when no such source is declared."""
    try:
        return layouts()[source]
    except KeyError as unknown:
        raise UsageFault(
            f"Sumber {source!r} tidak dikenal.", hint=f"Yang dikenal: {', '.join(layouts())}."
        ) from unknown
