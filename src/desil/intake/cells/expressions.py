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
from desil.sources.layout import LayoutColumn, Unit

_NO_TEXT = "cast(null as varchar)"


@dataclass(frozen=True, slots=True)
class DateOrder:
    """Which of day and month comes first in a column, and whether the column has both."""

    first: str = "day"
    is_mixed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How one unit of one file is read: which columns it has, and the order in its dates.

    With `expects_iso_dates` a quick reading leaves every other date to the careful one; with
    `has_odd_letters` it looks into texts too. A careful reading reads tidied cells (`cell_sqls`).
    """

    unit: Unit
    present: frozenset[str]
    in_form_codes: bool
    date_orders: Mapping[str, DateOrder]
    expects_iso_dates: bool = False
    has_odd_letters: bool = False
    is_careful: bool = False

    def cell(self, name: str) -> str:
        """The cell that a value is read from: the raw column, tidied where reading is careful."""
        is_tidied = self.is_careful and name in self.present
        return f"cell_{name}" if is_tidied else self.raw(name)

    def number(self, name: str) -> str:
        """The digits of a NIK or KK: mended where reading is careful, else the raw column."""
        is_mended = self.is_careful and name in self.present
        return f"mended_{name}" if is_mended else self.raw(name)

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
            f"day_first_date(trim({reading.cell(c.name)})) as day_first_{c.name}",
            f"month_first_date(trim({reading.cell(c.name)})) as month_first_{c.name}",
            f"{_proof_sql(c, reading)} as proof_of_{c.name}",
        )
    ]


def _proof_sql(column: LayoutColumn, reading: Reading) -> str:
    """The NIK that may prove a date: only a birth date is written in one."""
    if column.name == "birth_date" and "nik" in reading.present:
        return f"nik_of({reading.number('nik')})"
    return _NO_TEXT


def is_birth(column: LayoutColumn, reading: Reading) -> bool:
    """Whether a column is a birth date beside its NIK, in a careful reading."""
    return reading.is_careful and column.name == "birth_date" and "nik" in reading.present


def _read_date_sql(column: LayoutColumn, reading: Reading) -> str:
    order = reading.date_orders.get(column.name, DateOrder())
    return f"date_of({reading.cell(column.name)}, {_two_way_names(column)}, '{order.first}')"


def _century_sql(read: str) -> str:
    """A birth date as it is read, else with the century that the NIK and the role allow."""
    mended = "century_mended(birth_parts, proof_of_birth_date, is_elders_birth, likely_birth)"
    return f"coalesce({read}, {mended})"


def value_sql(column: LayoutColumn, reading: Reading) -> str:
    """The expression of a column's value over the raw columns."""
    raw, cell = reading.raw(column.name), reading.cell(column.name)
    if column.name not in reading.present:
        return f"cast(null as {column.sql_type})"
    match column.kind:
        case Kind.NIK:
            return f"nik_of({reading.number(column.name)})"
        case Kind.KK:
            return f"kk_of({reading.number(column.name)})"
        case Kind.AREA if column.known_only:
            return f"known_village({cell})"
        case Kind.AREA:
            return f"shaped_area({cell}, {column.length})"
        case Kind.INTEGER:
            lowest, highest = column.minimum or 0, column.maximum or 2147483647
            cell = f"rounded({cell})" if column.rounds_decimals else cell
            return f"integer_within({cell}, {lowest}, {highest})"
        case Kind.DATE:
            read = _read_date_sql(column, reading)
            return _century_sql(read) if is_birth(column, reading) else read
        case Kind.CODE:
            return f"code_of({_code_arguments(column, cell, reading)})"
        case Kind.YES_NO:
            return f"yes_no_of({_code_arguments(column, cell, reading)})"
        case Kind.DECILE:
            return f"decile_of({cell})"
        case Kind.TEXT:
            return f"read_text({raw}, {cell})" if reading.is_careful else f"text_of({raw})"


def _nik_rules(column: LayoutColumn, raw: str, reading: Reading) -> list[str]:
    name = column.name
    digits = f"bare_{name}, {reading.number(name)}"
    rules = [f"nik_rule({raw}, {digits}, {name})", f"nik_area_rule({name})"]
    if name == "nik" and "birth_date" in reading.present:
        rules.append("nik_birth_date_rule(nik, birth_date)")
    if name == "nik" and "sex" in reading.present:
        rules.append("nik_sex_rule(nik, sex)")
    return rules


def _village_rule(column: LayoutColumn, raw: str, reading: Reading) -> str:
    village = reading.raw(column.name_beside) if column.name_beside else _NO_TEXT
    district = reading.raw(column.district_beside) if column.district_beside else _NO_TEXT
    return f"village_rule({reading.cell(column.name)}, {column.name}, {village}, {district})"


def _date_arguments(column: LayoutColumn, raw: str, reading: Reading) -> str:
    order = reading.date_orders.get(column.name, DateOrder())
    mixed = str(order.is_mixed).lower()
    return f"{raw}, {column.name}, {_two_way_names(column)}, '{order.first}', {mixed}"


def _birth_rules(column: LayoutColumn, reading: Reading) -> list[str]:
    rules = [f"century_rule({_read_date_sql(column, reading)}, {column.name})"]
    if "relationship" in reading.present:
        rules.append(f"role_age_rule({column.name}, relationship)")
    return rules


def _kind_rules(column: LayoutColumn, raw: str, reading: Reading) -> list[str]:
    """The rules of a column's kind on its cell, and the note on a cell that had to be tidied."""
    name, cell = column.name, reading.cell(column.name)
    tidied = f"tidied_rule({raw}, {cell}, {name})"
    match column.kind:
        case Kind.NIK:
            return _nik_rules(column, raw, reading)
        case Kind.KK:
            digits = f"bare_{name}, {reading.number(name)}"
            return [f"kk_rule({raw}, {digits}, {name})", f"kk_area_rule({name})"]
        case Kind.AREA if column.known_only:
            return [_village_rule(column, raw, reading), tidied]
        case Kind.AREA:
            return [f"area_shape_rule({cell}, {name})", tidied]
        case Kind.INTEGER:
            return [f"integer_rule({cell}, {name})", tidied]
        case Kind.DATE:
            return [f"date_rule({_date_arguments(column, cell, reading)})", tidied] + (
                _birth_rules(column, reading) if is_birth(column, reading) else []
            )
        case Kind.CODE | Kind.YES_NO:
            return [f"code_rule({cell}, {name})"]
        case Kind.DECILE:
            return [f"decile_rule({cell}, {name})", tidied]
        case Kind.TEXT:
            return [f"text_rule({raw}, {name})"]


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
        case Kind.TEXT if reading.has_odd_letters:
            return f"is_plain_text({raw})"
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
    if {"birth_date", "relationship"} <= reading.present:
        found.append("role_age_rule(birth_date, relationship) is null")
    return found + [f"{rule} is null" for rule in row_rule_sqls(reading)]


def rule_sqls(column: LayoutColumn, reading: Reading) -> list[str]:
    """Expressions over values and raw columns; each is NULL or the code of a broken rule."""
    if column.name not in reading.present:
        return []
    required = [f"required_rule({reading.cell(column.name)})"] if column.required else []
    return required + _kind_rules(column, reading.raw(column.name), reading)


def row_rule_sqls(reading: Reading) -> list[str]:
    """Expressions of rules on the row as a whole."""
    present = [c for c in reading.unit.one_of if c in reading.present]
    if not reading.unit.one_of:
        return []
    empty = " and ".join(f"required_rule({reading.cell(c)}) is not null" for c in present)
    return [f"case when {empty or 'true'} then 'salah_satu_wajib' end"]
