"""A Parquet file as a text file."""

from __future__ import annotations

from pathlib import Path

from desil.dictionary.column import Kind
from desil.engine.database import Connection, DatabaseError, Relation
from desil.engine.sql_file import sql_text
from desil.errors import DeliveryRejected
from desil.intake.files.heading import Heading, heading_of
from desil.intake.limits import parquet_limits
from desil.sources.layout import Layout

SEPARATOR = "|"
_FLOATS = ("FLOAT", "DOUBLE")
_NESTED = ("[", "STRUCT", "MAP", "BLOB", "UNION")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _as_text(name: str, sql_type: str, is_identifier: bool) -> str:
    column = _quoted(name)
    if sql_type in _FLOATS:
        return f"{'identifier' if is_identifier else 'text'}_of_float({column})"
    if sql_type == "BOOLEAN":
        return f"case when {column} then 'Ya' when not {column} then 'Tidak' end"
    return rf"regexp_replace(cast({column} as varchar), '[\r\n]+', ' ', 'g')"


def _refuse_bomb(relation: Relation, columns: list[tuple[str, str]], name: str) -> None:
    """DeliveryRejected for a file whose few bytes stand for too many rows or too much text."""
    limits = parquet_limits()
    texts = [_quoted(n) for n, sql_type in columns if sql_type == "VARCHAR"]
    try:
        (rows,) = relation.aggregate("count(*)").fetchall()[0]
        is_bomb = rows * len(columns) > limits.cells
        if texts and not is_bomb:
            longest = "+".join(f"coalesce(sum(strlen({text})), 0)" for text in texts)
            (size,) = relation.aggregate(longest).fetchall()[0]
            is_bomb = size > limits.text_mib << 20
    except DatabaseError as fault:
        raise DeliveryRejected(
            "Berkas Parquet {name} rusak atau terpotong.",
            hint="Kirim ulang berkas yang utuh.",
            name=name,
        ) from fault
    if is_bomb:
        raise DeliveryRejected(
            "Berkas {name} ditolak: isinya mengembang jauh melebihi yang wajar.",
            hint="Tulis ulang Parquet itu, atau bagi menjadi beberapa berkas.",
            name=name,
        )


def parquet_as_text(
    database: Connection,
    path: Path,
    target: Path,
    layout: Layout,
    name: str,
    accept_missing: bool,
) -> Heading:
    """Write the rows to `target`, headers in its first line; its heading."""
    try:
        relation = database.read_parquet(str(path))
        columns = list(zip(relation.columns, map(str, relation.types), strict=True))
    except DatabaseError as broken:
        raise DeliveryRejected(
            "Berkas Parquet {name} rusak atau terpotong.",
            hint="Kirim ulang berkas yang utuh.",
            name=name,
        ) from broken
    _refuse_bomb(relation, columns, name)
    flat = [(n, t) for n, t in columns if not any(mark in t for mark in _NESTED)]
    line = SEPARATOR.join(n.replace(SEPARATOR, "/").replace('"', "'") for n, _ in flat)
    heading = heading_of([line], layout, name, accept_missing)
    kinds = {p: heading.match.unit.column(c).kind for c, p in heading.match.positions.items()}
    selected = ", ".join(
        f"{_as_text(n, t, kinds.get(place) in (Kind.NIK, Kind.KK))} as {_quoted(n)}"
        for place, (n, t) in enumerate(flat)
    )
    database.execute(sql_text("desil.intake.files", "text_of_float"))
    try:
        relation.project(selected).write_csv(
            str(target), sep=SEPARATOR, header=True, quotechar='"', escapechar='"'
        )
    except DatabaseError as broken:
        raise DeliveryRejected(
            "Berkas Parquet {name} rusak atau terpotong.",
            hint="Kirim ulang berkas yang utuh.",
            name=name,
        ) from broken
    return heading
