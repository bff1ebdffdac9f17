"""Every fact that a model may name, with its label, its answers, and where it is verified.

Facts of the dwelling and of assets are the dictionary's columns; the others are derived from the
members by family_fact.sql. Health and disability are specific personal data (UU 27/2022 art. 4)
and are no facts of a ranking.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from desil.dictionary.codelist import CodeList, code
from desil.dictionary.codelists.schooling import HIGHEST_DIPLOMA
from desil.dictionary.codelists.work import WORK_STATUS
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind
from desil.dictionary.label import Label
from desil.dictionary.tables import FAMILY

MOST_MEMBERS = 10  # 10 stands for 10 and more
MOST_CHILDREN = 4
MOST_AGED = 2
# Questions that are not asked where another answer leaves nothing to ask: no meter, no toilet.
NOT_ASKED = 0
NOT_ASKED_FACTS: frozenset[str] = frozenset({"electric_power", "toilet_type", "sewage_disposal"})


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One fact: `codes` where its answers are coded, else a whole number of `unit`.

    `table` and `group` name the columns `<group>_source` and `<group>_date` that say where it
    comes from and how old it is.
    """

    name: str
    label: Label
    table: str
    group: str
    codes: CodeList | None = None
    unit: str = ""


def _counted(name: str, most: int, label: tuple[str, str], unit: str, least: int = 0) -> KnownFact:
    codes = tuple(
        code(n, f"{n} {unit}" + (" atau lebih" if n == most else ""),
             f"{n}" + (" or more" if n == most else ""))
        for n in range(least, most + 1)
    )  # fmt: skip
    return KnownFact(name, Label(*label), "person", "identity", CodeList(name, codes), unit)


def _banded(name: str, table: str, group: str, label: tuple[str, str], *bands: str) -> KnownFact:
    codes = tuple(code(i, band, english) for i, (band, english) in enumerate(
        (b.split("|") for b in bands), start=1))  # fmt: skip
    return KnownFact(name, Label(*label), table, group, CodeList(name, codes))


_HEAD_SEX = CodeList("head_sex", (code(1, "Laki-laki", "Male"), code(2, "Perempuan", "Female")))
_HEAD_WORK = CodeList(
    "head_work", (code(0, "Tidak bekerja", "Not at work"), *WORK_STATUS.codes), WORK_STATUS.coarse
)

_DERIVED = (
    _counted("size", MOST_MEMBERS, ("Jumlah anggota", "Members"), "orang", 1),
    _counted("children_0_14", MOST_CHILDREN, ("Anak 0-14 tahun", "Children of 0 to 14"), "anak"),
    _counted("aged_65", MOST_AGED, ("Lansia 65 tahun ke atas", "Members of 65 and over"), "orang"),
    _counted("working_members", 4, ("Anggota yang bekerja", "Members at work"), "orang"),
    KnownFact(
        "head_sex", Label("Jenis kelamin kepala keluarga", "Sex of the head"),
        "person", "identity", _HEAD_SEX,
    ),
    _banded(
        "head_age_band", "person", "identity", ("Umur kepala keluarga", "Age of the head"),
        "di bawah 25 tahun|under 25", "25-44 tahun|25 to 44", "45-64 tahun|45 to 64",
        "65 tahun ke atas|65 and over",
    ),
    KnownFact(
        "head_age", Label("Umur kepala keluarga", "Age of the head"),
        "person", "identity", None, "tahun",
    ),
    KnownFact(
        "head_education", Label("Ijazah kepala keluarga", "Diploma of the head"),
        "person", "education", HIGHEST_DIPLOMA,
    ),
    KnownFact(
        "head_work", Label("Pekerjaan kepala keluarga", "Work of the head"),
        "person", "work", _HEAD_WORK,
    ),
    _banded(
        "floor_area_band", "family", "dwelling", ("Luas lantai", "Floor area"),
        "di bawah 30 m2|under 30 m2", "30-44 m2|30 to 44 m2", "45-69 m2|45 to 69 m2",
        "70-109 m2|70 to 109 m2", "110 m2 atau lebih|110 m2 or more",
    ),
)  # fmt: skip

_GROUPS = {"Perumahan": "dwelling", "Aset": "assets"}


def _of_family(column: Column) -> KnownFact:
    codes = column.codes or (YES_NO if column.kind is Kind.YES_NO else None)
    if codes is not None and column.name in NOT_ASKED_FACTS:
        not_asked = code(NOT_ASKED, "Tidak ditanyakan", "Not asked")
        codes = CodeList(codes.name, (not_asked, *codes.codes), codes.coarse)
    return KnownFact(column.name, column.label, "family", _GROUPS[column.group], codes, column.unit)


FAMILY_COLUMNS: tuple[Column, ...] = tuple(c for c in FAMILY.columns if c.group in _GROUPS)
KNOWN_FACTS: MappingProxyType[str, KnownFact] = MappingProxyType(
    {f.name: f for f in (*map(_of_family, FAMILY_COLUMNS), *_DERIVED)}
)
DERIVED_FACTS: tuple[str, ...] = tuple(f.name for f in _DERIVED)


def told_fact(name: str) -> str:
    """A fact in the dictionary's words with its name, for whoever looks for the column."""
    known = KNOWN_FACTS.get(name)
    return f"{known.label.id} ({name})" if known else name
