"""A layout read from its YAML file, and held to what a layout may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desil.dictionary.areas import AreaSystem
from desil.dictionary.codelist import Code, CodeList
from desil.dictionary.column import Column, Kind, Table
from desil.dictionary.declarations.cell import Cell
from desil.dictionary.declarations.place import nearest
from desil.dictionary.label import Label
from desil.dictionary.tables import FAMILY, PERSON
from desil.sources.layout import Layout, LayoutColumn, OnFault, Replacement, Unit

_TABLES: dict[str, Table] = {"family": FAMILY, "person": PERSON}
_KINDS = tuple(k.value for k in Kind)
_FAULTS = tuple(f.value for f in OnFault)
_CODINGS = {"register": False, "form": True}
_COLUMN_KEYS = (
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
)
_MOST = 10**12
_Parts = Mapping[str, Cell]


def _words(parts: _Parts, key: str) -> tuple[str, ...]:
    return tuple(item.text() for item in parts[key].items()) if key in parts else ()


def _text(parts: _Parts, key: str, default: str = "") -> str:
    return parts[key].text() if key in parts else default


def _word(parts: _Parts, key: str, allowed: tuple[str, ...], default: str) -> str:
    return parts[key].one_of(allowed) if key in parts else default


def _truth(parts: _Parts, key: str, *, default: bool = False) -> bool:
    return parts[key].truth() if key in parts else default


def _number(parts: _Parts, key: str, default: int | None) -> int | None:
    return parts[key].whole(0, _MOST) if key in parts else default


def _dictionary_column(cell: Cell) -> Column:
    table, _, name = cell.text().partition(".")
    if table in _TABLES and name in _TABLES[table].names:
        return _TABLES[table].column(name)
    known = [f"{t}.{n}" for t, listed in _TABLES.items() for n in listed.names]
    raise cell.fault(f"kamus tidak punya '{cell.text()[:40]}'", hint=nearest(cell.text(), known))


def _own_codes(name: str, cell: Cell) -> CodeList:
    codes = []
    for value, said in cell.any_entries().items():
        if not (value.isascii() and value.isdigit()):
            raise said.fault(f"kode '{value[:20]}' bukan bilangan", hint="Tulis 1: [kata].")
        texts = [item.text() for item in said.items()]
        if not texts:
            raise said.fault(f"kode {value} tanpa kata", hint="Tulis 1: [kata].")
        codes.append(Code(int(value), Label(texts[0], texts[0]), tuple(texts[1:])))
    return CodeList(name, tuple(codes))


def _parts(cell: Cell | None, allowed: tuple[str, ...]) -> _Parts:
    return {} if cell is None or cell.is_empty else cell.entries((), allowed)


def _column(name: str, cell: Cell | None, unit: Cell, base: Column | None = None) -> LayoutColumn:
    parts = _parts(cell, _COLUMN_KEYS)
    at = cell or unit
    if "from" in parts:
        base = _dictionary_column(parts["from"])
    if base is None and "kind" not in parts:
        raise at.fault(f"kolom '{name[:40]}' belum punya kind atau from")
    known = (base.dtsen_name, *base.aliases) if base else ()
    headers = dict.fromkeys((*([_text(parts, "header")] if "header" in parts else []), *known))
    headers |= dict.fromkeys((*_words(parts, "aliases"), name))
    own = _own_codes(name, parts["codes"]) if "codes" in parts else None
    kind = Kind(_word(parts, "kind", _KINDS, base.kind if base else Kind.TEXT))
    column = LayoutColumn(
        name=name,
        headers=tuple(headers),
        kind=kind,
        on_fault=OnFault(_word(parts, "fault", _FAULTS, OnFault.CLEAR)),
        required=_truth(parts, "required"),
        must_be_present=_truth(parts, "present", default=not (base and base.only_in)),
        codes=own or (base.codes if base else None),
        minimum=_number(parts, "minimum", base.minimum if base else None),
        maximum=_number(parts, "maximum", base.maximum if base else None),
        length=_number(parts, "length", base.length if base else None),
        area_system=AreaSystem(_word(parts, "area", tuple(s.value for s in AreaSystem), "bps")),
        known_only=_truth(parts, "known_only"),
        name_beside=_text(parts, "name_beside"),
        district_beside=_text(parts, "district_beside"),
        rounds_decimals=_word(parts, "decimals", ("rounded",), "") == "rounded",
    )
    if (kind is Kind.CODE) != (column.codes is not None) and kind is not Kind.YES_NO:
        raise at.fault(f"kolom '{name[:40]}': daftar kode hanya dan selalu untuk kind code")
    return column


def _columns(parts: _Parts, unit: Cell) -> tuple[LayoutColumn, ...]:
    """The columns of the dictionary's table as the layout changes them, then the layout's own."""
    own = dict(parts["columns"].any_entries()) if "columns" in parts else {}
    listed: dict[str, LayoutColumn] = {}
    if "table" in parts:
        for column in _TABLES[parts["table"].one_of(tuple(_TABLES))].columns:
            listed[column.name] = _column(column.name, own.pop(column.name, None), unit, column)
    for name, cell in own.items():
        listed[name] = _column(name, cell, unit)
    for item in parts["also"].items() if "also" in parts else ():
        for column in _TABLES[item.one_of(tuple(_TABLES))].columns:
            if column.name not in listed:
                absent = _column(column.name, None, unit, column)
                listed[column.name] = replace(absent, must_be_present=False)
    return tuple(listed.values())


def _replacement(cell: Cell) -> Replacement:
    parts = cell.entries(("columns", "if_present"), ())
    return Replacement(_words(parts, "columns"), parts["if_present"].text())


def _require_known(unit: Unit, cell: Cell) -> None:
    names = {c.name for c in unit.columns}
    named = {*unit.key, *unit.one_of, *(r.by for r in unit.replacements)}
    named |= {n for r in unit.replacements for n in r.columns}
    named |= {n for c in unit.columns for n in (c.name_beside, c.district_beside) if n}
    if unknown := sorted(named - names):
        raise cell.fault(
            f"bagian '{unit.name}' menyebut kolom yang tidak ada: {', '.join(unknown)}",
            hint=nearest(unknown[0], names),
        )
    if not any(unit.column(n).required for n in unit.key):
        raise cell.fault(
            f"bagian '{unit.name}': tidak satu pun kolom key wajib diisi",
            hint="Beri required: true pada salah satunya.",
        )


def _unit(name: str, cell: Cell) -> Unit:
    parts = cell.entries(("label", "key"), ("table", "also", "columns", "may_lack", "one_of"))
    unit = Unit(
        name=name,
        label=parts["label"].text(),
        key=_words(parts, "key"),
        columns=_columns(parts, cell),
        replacements=tuple(map(_replacement, parts["may_lack"].items()))
        if "may_lack" in parts
        else (),
        one_of=_words(parts, "one_of"),
    )
    _require_known(unit, cell)
    return unit


def layout_from(cell: Cell, source: str, label: str) -> Layout:
    """Return the layout that a YAML document declares for a source.

    YamlFault with file, line and column for what is no layout.
    """
    parts = cell.entries(("units",), ("codes", "whole", "checks"))
    return Layout(
        source=source,
        label=label,
        units=tuple(_unit(n, c) for n, c in parts["units"].any_entries().items()),
        in_form_codes=_CODINGS[_word(parts, "codes", tuple(_CODINGS), "register")],
        whole=_truth(parts, "whole"),
        checks=_words(parts, "checks"),
    )
