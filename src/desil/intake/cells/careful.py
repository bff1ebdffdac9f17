"""The rows of a raw view read with full care: every cell tidied, numbers mended, values typed."""

from __future__ import annotations

from dataclasses import replace

from desil.dictionary.column import Kind
from desil.intake.cells.expressions import Reading, is_birth, two_way_sqls, value_sql
from desil.sources.layout import LayoutColumn


def cell_sqls(reading: Reading) -> list[str]:
    """Named expressions over raw columns: the tidied cells that a careful reading reads."""
    return [
        f"{_tidied_sql(c, reading.raw(c.name))} as cell_{c.name}"
        for c in reading.unit.columns
        if c.name in reading.present
    ]


def _identifiers(reading: Reading) -> list[str]:
    kinds = (Kind.NIK, Kind.KK)
    return [c.name for c in reading.unit.columns if c.kind in kinds and c.name in reading.present]


def bare_sqls(reading: Reading) -> list[str]:
    """Named expressions over tidied cells: NIK and KK without groups."""
    return [f"bare_number(cell_{name}) as bare_{name}" for name in _identifiers(reading)]


def mended_sqls(reading: Reading) -> list[str]:
    """Named expressions over bare numbers: NIK and KK as sixteen digits, where no digit is lost."""
    return [f"number_mended(bare_{name}) as mended_{name}" for name in _identifiers(reading)]


def _tidied_sql(column: LayoutColumn, raw: str) -> str:
    match column.kind:
        case Kind.TEXT:
            return f"tidy_text({raw})"
        case Kind.INTEGER | Kind.DECILE:
            return f"amount_text(tidy_cell({raw}))"
        case _:
            return f"tidy_cell({raw})"


def birth_steps(reading: Reading) -> list[list[str]]:
    """Steps of named expressions that mending the century of a birth date reads, each over the ones
    before: its parts, the role, the dates that the NIK allows, the likely one."""
    if not any(is_birth(c, reading) for c in reading.unit.columns):
        return []
    is_elder = "false"
    if "relationship" in reading.present:
        role = value_sql(reading.unit.column("relationship"), reading)
        is_elder = f"coalesce(is_elder({role}), false)"
    return [
        [
            f"numeric_parts({reading.cell('birth_date')}) as birth_parts",
            f"{is_elder} as is_elders_birth",
            "nik_date(proof_of_birth_date, 2000) as born_this_century",
            "nik_date(proof_of_birth_date, 1900) as born_last_century",
        ],
        ["born_in_century(born_this_century, born_last_century, is_elders_birth) as likely_birth"],
    ]


def careful(reading: Reading) -> Reading:
    """The reading of rows that `careful_rows` gives."""
    return replace(reading, is_careful=True)


def careful_rows(view: str, reading: Reading) -> str:
    """A query of the rows of a raw view with their values and all that the rules read."""
    reading = careful(reading)
    steps = (
        cell_sqls(reading),
        bare_sqls(reading),
        mended_sqls(reading),
        two_way_sqls(reading),
        *birth_steps(reading),
        [f"{value_sql(c, reading)} as {c.name}" for c in reading.unit.columns],
    )
    rows = view
    for step in steps:  # each step reads the columns of the ones before it
        rows = f"(select {', '.join(['*', *step])} from {rows})"  # noqa: S608 - declared names
    return rows
