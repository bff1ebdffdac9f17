"""One-line declarations of columns, so that a table reads as a list."""

from __future__ import annotations

from desil.dictionary.codelist import CodeList
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind, Sensitivity
from desil.dictionary.label import Label


def text(
    name: str,
    dtsen_name: str,
    label: tuple[str, str],
    group: str,
    sensitivity: Sensitivity,
    *aliases: str,
    kind: Kind = Kind.TEXT,
) -> Column:
    """A column of free text, or of an identifier when `kind` says so."""
    return Column(name, dtsen_name, kind, Label(*label), group, sensitivity, aliases=aliases)


def area_code(
    name: str, dtsen_name: str, label: tuple[str, str], group: str, digits: int
) -> Column:
    """A BPS area code of `digits` digits."""
    narrow = Sensitivity.QUASI_IDENTIFIER if digits == 10 else Sensitivity.OPEN
    return Column(name, dtsen_name, Kind.AREA, Label(*label), group, narrow, length=digits)


def number(
    name: str,
    dtsen_name: str,
    label: tuple[str, str],
    group: str,
    unit: str,
    limits: tuple[int, int],
    *aliases: str,
) -> Column:
    """A whole number of `unit` between two limits, both allowed."""
    return Column(
        name,
        dtsen_name,
        Kind.INTEGER,
        Label(*label),
        group,
        Sensitivity.FACT,
        unit=unit,
        minimum=limits[0],
        maximum=limits[1],
        aliases=aliases,
    )


def coded(
    name: str,
    dtsen_name: str,
    label: tuple[str, str],
    group: str,
    codes: CodeList,
    *aliases: str,
    sensitivity: Sensitivity = Sensitivity.FACT,
) -> Column:
    """An answer from a code list."""
    return Column(
        name, dtsen_name, Kind.CODE, Label(*label), group, sensitivity, codes=codes, aliases=aliases
    )


def yes_no(name: str, dtsen_name: str, label: tuple[str, str], group: str, *aliases: str) -> Column:
    """A yes or no that hand-over files write as the words Ya and Tidak."""
    return Column(
        name,
        dtsen_name,
        Kind.YES_NO,
        Label(*label),
        group,
        Sensitivity.FACT,
        codes=YES_NO,
        aliases=aliases,
    )


def owned(name: str, dtsen_name: str, label: tuple[str, str], *aliases: str) -> Column:
    """Whether the family owns a thing, coded 1 and 2."""
    return coded(name, dtsen_name, label, "Aset", YES_NO, *aliases)
