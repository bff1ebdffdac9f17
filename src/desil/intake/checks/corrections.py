"""The checks of accepted corrections, row by row: whoever wrote the file, a correction changes only
what a case may change, to a value that the register could hold."""

from __future__ import annotations

from collections.abc import Iterator

from desil.dictionary.areas import city_villages
from desil.dictionary.codelist import FIRST_COARSE_CODE
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON, correctable
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text

_LARGEST = 10**9


def _codes_of(column: Column) -> list[str] | None:
    codes = column.codes or (YES_NO if column.kind is Kind.YES_NO else None)
    return [str(c.value) for c in codes.codes if c.value < FIRST_COARSE_CODE] if codes else None


def _fields() -> Iterator[tuple[str, str, str, list[str] | None, int, int]]:
    """What may be corrected: whom it is about, the field, its kind, codes and bounds."""
    for table in (FAMILY, PERSON):
        for name in correctable(table):
            column = table.column(name)
            bounds = (column.minimum or 0, column.maximum or _LARGEST)
            yield table.name, name, column.kind.value, _codes_of(column), *bounds
    villages = [village.bps for village in city_villages()]
    for happening in happenings().values():
        codes = villages if happening.value == "village" else None
        yield happening.about, f"happening:{happening.name}", happening.value, codes, 0, _LARGEST


def check_corrections(database: Connection) -> None:
    """Fill `rejected_row` with the corrections that no signed case could have made.

    Reads the view `kept_change`.
    """
    database.execute(
        "create table correctable (about varchar, field varchar, kind varchar, codes varchar[],"
        " least bigint, most bigint)"
    )
    database.executemany("insert into correctable values (?, ?, ?, ?, ?, ?)", list(_fields()))
    database.execute(sql_text("desil.intake.checks", "corrections"))
