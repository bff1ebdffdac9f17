"""A survey's columns under the names and codes of the register's facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import polars as pl

from desil.dictionary.codelist import FIRST_COARSE_CODE, CodeList
from desil.dictionary.label import spelling_of
from desil.errors import UsageFault
from desil.ranking.facts.catalogue import FAMILY_COLUMNS, KNOWN_FACTS, KnownFact
from desil.ranking.survey.roles import Roles

# Headers of the facts that a survey derives from its members, beside the facts' own names.
DERIVED_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "jumlah_anggota_keluarga": "size",
        "jumlah_anak_0_14": "children_0_14",
        "jumlah_lansia_65": "aged_65",
        "jumlah_anggota_bekerja": "working_members",
        "jenis_kelamin_kepala": "head_sex",
        "kelompok_umur_kepala": "head_age_band",
        "umur_kepala": "head_age",
        "ijazah_kepala": "head_education",
        "pekerjaan_kepala": "head_work",
        "kelompok_luas_lantai": "floor_area_band",
    }
)
LONGEST_NAMES = (31, 32)  # where Stata, and tools that write its files, cut a name off
# A fact in bands makes the number that it is the bands of superfluous.
_BANDS_OF = MappingProxyType({"floor_area_band": "floor_area_m2", "head_age_band": "head_age"})


def fact_names() -> dict[str, str]:
    """Every header that stands for a fact, in lower case, and the fact's name."""
    named = {name: name for name in KNOWN_FACTS}
    for column in FAMILY_COLUMNS:
        named |= {header.lower(): column.name for header in (column.dtsen_name, *column.aliases)}
    named |= DERIVED_HEADERS
    cut = {header[:most]: fact for header, fact in named.items() for most in LONGEST_NAMES}
    return cut | named


def headers_by_fact(headers: Iterable[str], never_read: frozenset[str]) -> dict[str, str]:
    """The survey's column for each fact that it carries, the first one where there are several."""
    names, found = fact_names(), dict[str, str]()
    for header in headers:
        fact = names.get(header.strip().lower())
        if fact and header not in never_read:
            found.setdefault(fact, header)
    return found


def columns_to_read(columns: Sequence[str], roles: Roles) -> list[str]:
    """The columns of a file that a survey with these roles reads, in the file's order: all, or for
    an existing model the named ones and those that carry what it needs."""
    headers = headers_by_fact(columns, roles.never_read) if roles.register_facts else {}
    carried = headers or {name: name for name in columns}
    wanted = {carried[fact] for fact in roles.needed if fact in carried}
    if not wanted:
        return list(columns)
    wanted |= {name for _, name in roles.named()}
    return [name for name in columns if name in wanted]


def register_frame(table: pl.DataFrame, never_read: frozenset[str]) -> pl.DataFrame:
    """The facts that the survey carries: codes as text, numbers as floats, unknown as null.

    An answer that is no code of its list, or stands for several codes, is unknown. UsageFault
    when the survey carries no fact at all.
    """
    headers = headers_by_fact(table.columns, never_read)
    found = {fact: answers_of(KNOWN_FACTS[fact], table[h]) for fact, h in headers.items()}
    for band, number in _BANDS_OF.items():
        if band in found:
            found.pop(number, None)
    if not found:
        raise UsageFault(
            "Tidak ada kolom survei yang dikenal kamus.",
            hint="Nama yang dikenal: docs/reference/dictionary.md. Tanpa --register-facts, "
            "semua kolom dipakai.",
        )
    return pl.DataFrame(found)


def answers_of(fact: KnownFact, column: pl.Series) -> pl.Series:
    """A column's answers as the codes of `fact`, in text; or as a number."""
    if fact.codes is None:
        return column.cast(pl.Float64, strict=False)
    text = _whole_text(column)
    codes = _codes_by_text(fact.codes, text.unique().drop_nulls().to_list())
    return text.replace_strict(codes, default=None, return_dtype=pl.String)


def _whole_text(column: pl.Series) -> pl.Series:
    if column.dtype.is_float():
        return column.cast(pl.Int64, strict=False).cast(pl.String)
    return column.cast(pl.String)


def _codes_by_text(codes: CodeList, texts: list[str]) -> dict[str, str]:
    """The exact code of each text; a count beyond the list counts as its highest."""
    answers = codes.answers()
    highest = max(codes.values)
    is_count = codes.name in ("size", "children_0_14", "aged_65", "working_members")
    found = {}
    for text in texts:
        stored = answers.get(spelling_of(text))
        if stored is None and is_count and text.isdigit():
            stored = min(int(text), highest)
        if stored is not None and stored < FIRST_COARSE_CODE:
            found[text] = str(stored)
    return found
