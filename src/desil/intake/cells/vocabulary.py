"""The dictionary's words as DuckDB looks them up: answers, areas, districts, macros."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pyarrow as pa

from desil.dictionary.areas import city_villages, national_districts
from desil.dictionary.codelist import CodeList
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Kind
from desil.dictionary.label import spelling_of
from desil.dictionary.life.age import LONGEST_LIFE_YEARS, years_before
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.sources.layout import Layout

_MACROS = ("macros", "tidy", "identity", "dates", "areas", "plain")


def code_lists(layout: Layout) -> dict[str, CodeList]:
    """Every code list that a layout's columns answer from, by name."""
    columns = [c for unit in layout.units for c in unit.columns]
    lists = {c.codes.name: c.codes for c in columns if c.codes is not None}
    if any(c.kind is Kind.YES_NO for c in columns):
        lists[YES_NO.name] = YES_NO
    return lists


def _spelled(lists: Iterable[CodeList], in_form_codes: bool) -> pa.Table:
    rows = [
        (codes.name, spelling, value)
        for codes in lists
        for spelling, value in codes.answers(in_form_codes=in_form_codes).items()
    ]
    names, spellings, values = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        {
            "code_list": pa.array(names, pa.string()),
            "spelling": pa.array(spellings, pa.string()),
            "code": pa.array(values, pa.int16()),
        }
    )


def _letters(name: str) -> str:
    return "".join(c for c in spelling_of(name) if c.isalpha())


def _villages() -> pa.Table:
    villages = city_villages()
    return pa.table(
        {
            "bps": [v.bps for v in villages],
            "kemendagri": [v.kemendagri.replace(".", "") for v in villages],
            "village": [_letters(v.name) for v in villages],
            "district": [_letters(v.district) for v in villages],
        }
    )


def answers_variable(codes: CodeList) -> str:
    """The DuckDB variable that holds a code list's answers."""
    return f"answers_{codes.name}"


def load_vocabulary(
    database: Connection,
    layout: Layout,
    *,
    in_form_codes: bool,
    reference_date: date,
) -> None:
    """Make every macro, type and variable that reading a delivery of `layout` needs.

    `reference_date` is the delivery's own day: no date in it is later.
    """
    earliest = years_before(reference_date, LONGEST_LIFE_YEARS)
    database.execute(f"set variable latest_day = date '{reference_date.isoformat()}'")
    database.execute(f"set variable earliest_day = date '{earliest.isoformat()}'")
    lists = code_lists(layout)
    database.register("spelled_answer", _spelled(lists.values(), in_form_codes))
    database.register("city_village", _villages())
    database.register("known_district", pa.table({"digits": sorted(national_districts())}))
    database.execute(sql_text("desil.intake.cells", "vocabulary"))
    for codes in lists.values():
        database.execute(
            f"set variable {answers_variable(codes)} = (select map(list(spelling), list(code))"  # noqa: S608 - a declared name
            f" from spelled_answer where code_list = '{codes.name}')"
        )
    for name in _MACROS:
        database.execute(sql_text("desil.intake.cells", name))
