"""Register rows back into the files that a hand-over is made of.

Import and export read the same dictionary, so that every field survives the way there and back,
in both naming schemes and in the codes of the register or of the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import BinaryIO

import polars
import pyarrow as pa
import pyarrow.compute as pc

from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind, Table
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.engine.private_files import make_private_file


class Scheme(StrEnum):
    """The two ways in which hand-over files name their columns."""

    FIRST = "pertama"
    SECOND = "kedua"


@cache
def _second_headers() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("desil.intake").joinpath("second_scheme.yaml")
    said: Mapping[str, Mapping[str, str]] = bounded_yaml(text.read_text(encoding="utf-8"))
    return said


def header_in(table: Table, column: Column, scheme: Scheme) -> str:
    """A column's header in a naming scheme."""
    if scheme is Scheme.SECOND:
        return _second_headers()[table.name].get(column.name, column.dtsen_name)
    return column.dtsen_name


def columns_in(table: Table, scheme: Scheme) -> tuple[Column, ...]:
    """The columns that a file of that scheme has, in order."""
    return tuple(c for c in table.columns if scheme is Scheme.SECOND or not c.only_in)


def _written_codes(column: Column, values: pa.ChunkedArray, in_form_codes: bool) -> pa.ChunkedArray:
    codes = column.codes or YES_NO
    if column.kind is Kind.YES_NO:
        texts = [codes.label_of(v).id for v in codes.stored_values]
    else:
        texts = [codes.written(v, in_form_codes=in_form_codes) for v in codes.stored_values]
    places = pc.index_in(values, value_set=pa.array(codes.stored_values, values.type))
    return pa.chunked_array([pa.array(texts, pa.string()).take(c) for c in places.chunks])


def _written(column: Column, values: pa.ChunkedArray, in_form_codes: bool) -> pa.ChunkedArray:
    if column.kind in (Kind.CODE, Kind.YES_NO):
        return _written_codes(column, values, in_form_codes)
    if column.kind is Kind.DATE:
        return pc.strftime(values, format="%Y-%m-%d")
    return pc.cast(values, pa.string())


def hand_over_table(
    rows: pa.Table, table: Table, *, scheme: Scheme, in_form_codes: bool = False
) -> pa.Table:
    """Typed rows as a table of texts with the headers of a scheme; columns that `rows` lacks are
    empty. Codes are the register's own, or the form's with `in_form_codes`."""
    columns = columns_in(table, scheme)
    empty = pa.nulls(rows.num_rows, pa.string())
    texts = [
        _written(c, rows.column(c.name), in_form_codes) if c.name in rows.column_names else empty
        for c in columns
    ]
    return pa.table(texts, names=[header_in(table, c, scheme) for c in columns])


def append_hand_over(
    rows: pa.Table,
    table: Table,
    target: BinaryIO,
    *,
    scheme: Scheme,
    in_form_codes: bool = False,
    separator: str = "|",
    with_header: bool = True,
) -> int:
    """Add typed rows to an open hand-over CSV; how many there are."""
    texts = hand_over_table(rows, table, scheme=scheme, in_form_codes=in_form_codes)
    frame = polars.DataFrame(texts)
    frame.write_csv(
        target, separator=separator, quote_style="necessary", include_header=with_header
    )
    return int(rows.num_rows)


def write_hand_over(
    rows: pa.Table,
    table: Table,
    path: Path,
    *,
    scheme: Scheme,
    in_form_codes: bool = False,
    separator: str = "|",
) -> int:
    """Write typed rows as a hand-over CSV; how many there are."""
    with make_private_file(path).open("wb") as target:
        return append_hand_over(
            rows,
            table,
            target,
            scheme=scheme,
            in_form_codes=in_form_codes,
            separator=separator,
        )
