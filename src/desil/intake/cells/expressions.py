"""The SQL of a column: the value that its raw text stands for, and the rules the text breaks.

Only declared names and numbers are written into SQL; every text of a file stays a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desil.dictionary.codelist import CodeList
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Kind
from desil.intake.cells.vocabulary import answers_variable
from desil.intake.layout.declared import LayoutColumn, Unit

_NO_TEXT = "cast(null as varchar)"


@dataclass(frozen=True, slots=True)
class DateOrder:
    """Which of day and month comes first in a column, and whether the column has both."""

    first: str = "day"
    is_mixed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How one unit of one file is read: which columns it has, and the order in its dates.

    With `expects_iso_dates` a quick reading leaves every other date to the careful one.
    """

    unit: Unit
    present: frozenset[str]
    in_form_codes: bool
    date_orders: Mapping[str, DateOrder]
    expects_iso_dates: bool = False

    def raw(self, name: str) -> str:
        """The raw column of that name, or a NULL where the file has none."""
        return f"raw_{name}" if name in self.present else _NO_TEXT


def _plain_span(codes: CodeList, in_form_codes: bool) -> tuple[int, int]:
    """Numbers that stand for themselves; an empty span where form and register differ."""
    if in_form_codes and codes.form_to_register:
        return 1, 0
    first = codes.values[0]
    last = first
    while last + 1 in codes.values:
        last += 1
    return first, last


def _code_arguments(column: LayoutColumn, raw: str, reading: Reading) -> str:
    codes = column.codes or YES_NO
    first, last = _plain_span(codes, reading.in_form_codes)
    return f"{raw}, {first}, {last}, getvariable('{answers_variable(codes)}')"


def _two_way_names(column: LayoutColumn) -> str:
    name = column.name
    return f"day_first_{name}, month_first_{name}, proof_of_{name}"


def two_way_sqls(reading: Reading) -> list[str]:
    """Named expressions over raw columns that values and rules of dates read: both readings of a
    date whose day and month may change places, and the NIK that may settle it."""
    return [
        named
        for c in reading.unit.columns
        if c.kind is Kind.DATE
        for named in (
            f"day_first_date(trim({reading.raw(c.name)})) as day_first_{c.name}",
            f"month_first_date(trim({reading.raw(c.name)})) as month_first_{c.name}",
            f"{_proof_sql(c, reading)} as proof_of_{c.name}",
        )
    ]


def _proof_sql(column: LayoutColumn, reading: Reading) -> str:
    """The NIK that may prove a date: only a birth date is written in one."""
    if column.name == "birth_date" and "nik" in reading.present:
        return f"nik_of({reading.raw('nik')})"
    return _NO_TEXT


def value_sql(column: LayoutColumn, reading: Reading) -> str:
    """The expression of a column's value over the raw columns."""
    raw = reading.raw(column.name)
    if column.name not in reading.present:
        return f"cast(null as {column.sql_type})"
    match column.kind:
        case Kind.NIK:
            return f"nik_of({raw})"
        case Kind.KK:
            return f"kk_of({raw})"
        case Kind.AREA if column.known_only:
            return f"known_village({raw})"
        case Kind.AREA:
            return f"shaped_area({raw}, {column.length})"
        case Kind.INTEGER:
            lowest, highest = column.minimum or 0, column.maximum or 2147483647
            raw = f"rounded({raw})" if column.rounds_decimals else raw
            return f"integer_within({raw}, {lowest}, {highest})"
        case Kind.DATE:
            order = reading.date_orders.get(column.name, DateOrder())
            return f"date_of({raw}, {_two_way_names(column)}, '{order.first}')"
        case Kind.CODE:
            return f"code_of({_code_arguments(column, raw, reading)})"
        case Kind.YES_NO:
            return f"yes_no_of({_code_arguments(column, raw, reading)})"
        case Kind.DECILE:
            return f"decile_of({raw})"
        case Kind.TEXT:
            return f"text_of({raw})"


def _nik_rules(column: LayoutColumn, raw: str, reading: Reading) -> list[str]:
    name = column.name
    rules = [f"nik_rule({raw}, {name})", f"nik_area_rule({name})"]
    if name == "nik" and "birth_date" in reading.present:
        rules.append("nik_birth_date_rule(nik, birth_date)")
    if name == "nik" and "sex" in reading.present:
        rules.append("nik_sex_rule(nik, sex)")
    return rules


def _village_rule(column: LayoutColumn, raw: str, reading: Reading) -> str:
    village = reading.raw(column.name_beside) if column.name_beside else _NO_TEXT
    district = reading.raw(column.district_beside) if column.district_beside else _NO_TEXT
    return f"village_rule({raw}, {column.name}, {village}, {district})"


def _date_arguments(column: LayoutColumn, raw: str, reading: Reading) -> str:
    order = reading.date_orders.get(column.name, DateOrder())
    mixed = str(order.is_mixed).lower()
    return f"{raw}, {column.name}, {_two_way_names(column)}, '{order.first}', {mixed}"


def _kind_rules(column: LayoutColumn, raw: str, reading: Reading) -> list[str]:
    name = column.name
    match column.kind:
        case Kind.NIK:
            return _nik_rules(column, raw, reading)
        case Kind.KK:
            return [f"kk_rule({raw}, {name})", f"kk_area_rule({name})"]
        case Kind.AREA if column.known_only:
            return [_village_rule(column, raw, reading)]
        case Kind.AREA:
            return [f"area_shape_rule({raw}, {name})"]
        case Kind.INTEGER:
            return [f"integer_rule({raw}, {name})"]
        case Kind.DATE:
            return [f"date_rule({_date_arguments(column, raw, reading)})"]
        case Kind.CODE | Kind.YES_NO:
            return [f"code_rule({raw}, {name})"]
        case Kind.DECILE:
            return [f"decile_rule({raw}, {name})"]
        case Kind.TEXT:
            return []


def quick_value_sql(column: LayoutColumn, reading: Reading) -> str:
    """The value of a column in a row that `plain_sqls` find clean: some are the raw text itself."""
    as_it_stands = column.kind in (Kind.NIK, Kind.KK, Kind.AREA)
    if as_it_stands and column.name in reading.present:
        return reading.raw(column.name)
    if column.kind is Kind.DATE and reading.expects_iso_dates:
        return f"try_cast({reading.raw(column.name)} as date)"
    return value_sql(column, reading)


def _plain_sql(column: LayoutColumn, raw: str, reading: Reading) -> str:
    name = column.name
    match column.kind:
        case Kind.NIK if name == "nik" and {"birth_date", "sex"} <= reading.present:
            return f"is_plain_nik_of({raw}, number_{name}, birth_date, sex)"
        case Kind.NIK:
            return f"is_plain_nik({raw}, number_{name})"
        case Kind.KK:
            return f"is_plain_kk({raw}, number_{name})"
        case Kind.AREA if column.known_only and column.name_beside:
            return f"is_plain_village({raw}, {reading.raw(column.name_beside)})"
        case Kind.AREA if column.known_only:
            return f"is_plain_lone_village({raw})"
        case Kind.AREA:
            return f"is_plain_area({raw}, {column.length})"
        case Kind.DATE if reading.expects_iso_dates:
            return f"is_plain_iso_date({raw}, {name})"
        case Kind.DATE:
            return f"date_rule({_date_arguments(column, raw, reading)}) is null"
        case Kind.TEXT:
            return "true"
        case _:
            return f"is_read({raw}, {name})"


def number_sqls(reading: Reading) -> list[str]:
    """Named expressions that `plain_sqls` read beside the values: NIK and KK as numbers."""
    return [
        f"digits_as_number({reading.raw(c.name)}) as number_{c.name}"
        for c in reading.unit.columns
        if c.kind in (Kind.NIK, Kind.KK) and c.name in reading.present
    ]


def plain_sqls(reading: Reading) -> list[str]:
    """Expressions over values and raw columns that together prove a row clean."""
    found = []
    for column in reading.unit.columns:
        if column.name in reading.present:
            raw = reading.raw(column.name)
            plain = _plain_sql(column, raw, reading)
            found += [plain] if plain != "true" else []
            found += [f"required_rule({raw}) is null"] if column.required else []
    return found + [f"{rule} is null" for rule in row_rule_sqls(reading)]


def rule_sqls(column: LayoutColumn, reading: Reading) -> list[str]:
    """Expressions over values and raw columns; each is NULL or the code of a broken rule."""
    if column.name not in reading.present:
        return []
    raw = reading.raw(column.name)
    required = [f"required_rule({raw})"] if column.required else []
    return required + _kind_rules(column, raw, reading)


def row_rule_sqls(reading: Reading) -> list[str]:
    """Expressions of rules on the row as a whole."""
    present = [c for c in reading.unit.one_of if c in reading.present]
    if not reading.unit.one_of:
        return []
    empty = " and ".join(f"required_rule({reading.raw(c)}) is not null" for c in present)
    return [f"case when {empty or 'true'} then 'salah_satu_wajib' end"]
