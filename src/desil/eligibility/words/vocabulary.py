"""All words: columns of the dictionary that are nobody's identity, and those derived here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from desil.dictionary.codelists.person import SEX
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind, Sensitivity
from desil.dictionary.label import Label
from desil.dictionary.tables import FAMILY, PERSON
from desil.eligibility.words.word import Scope, Sort, Word

_SORTS = {
    Kind.INTEGER: Sort.NUMBER,
    Kind.DECILE: Sort.NUMBER,
    Kind.CODE: Sort.CODE,
    Kind.YES_NO: Sort.TRUTH,
    Kind.DATE: Sort.DATE,
    Kind.AREA: Sort.TEXT,
}
_MOST_RUPIAH = 2_000_000_000


def _number(
    name: str, label: tuple[str, str], scope: Scope, limits: tuple[int, int], unit: str = ""
) -> Word:
    return Word(
        name, Label(*label), Sort.NUMBER, scope, unit=unit, minimum=limits[0], maximum=limits[1]
    )


def _truth(name: str, label: tuple[str, str], scope: Scope) -> Word:
    return Word(name, Label(*label), Sort.TRUTH, scope)


# Said here once; family_word.sql and member_word.sql give their values.
DERIVED: tuple[Word, ...] = (
    _number("desil", ("desil nasional", "national desil"), Scope.FAMILY, (1, 10)),
    _truth("ranked", ("sudah diperingkat", "ranked"), Scope.FAMILY),
    _number("desil_indicative", ("desil indikatif", "indicative desil"), Scope.FAMILY, (1, 10)),
    _number(
        "p_desil_1_4",
        ("peluang desil 1–4", "probability of desil 1–4"),
        Scope.FAMILY,
        (0, 100),
        "%",
    ),
    _number("size", ("jumlah anggota", "number of members"), Scope.FAMILY, (0, 99)),
    Word(
        "head_sex",
        Label("jenis kelamin kepala keluarga", "sex of the head"),
        Sort.CODE,
        Scope.FAMILY,
        codes=SEX,
    ),
    _number("age", ("umur", "age"), Scope.MEMBER, (0, 150), "tahun"),
    _truth(
        "present",
        ("tidak dicatat meninggal atau pindah", "not recorded as dead or moved"),
        Scope.MEMBER,
    ),
    _truth("recorded_dead", ("dicatat meninggal", "recorded as dead"), Scope.MEMBER),
    _truth("recorded_moved", ("dicatat pindah", "recorded as moved"), Scope.MEMBER),
    _truth(
        "civil_servant", ("tercatat pegawai negeri", "on the civil servants' list"), Scope.MEMBER
    ),
    _number(
        "stated_wage",
        ("upah tercatat sebulan", "recorded wage a month"),
        Scope.MEMBER,
        (0, _MOST_RUPIAH),
        "rupiah",
    ),
    _truth("waged", ("upahnya tercatat", "has a recorded wage"), Scope.MEMBER),
    _truth(
        "matched",
        ("NIK padan dengan Dukcapil", "NIK matched with the civil register"),
        Scope.MEMBER,
    ),
)


def _word_of(column: Column, scope: Scope) -> Word | None:
    is_yes_no = column.codes is YES_NO
    sort = Sort.TRUTH if is_yes_no else _SORTS.get(column.kind)
    if (
        sort is None
        or column.only_in
        or (column.sensitivity is Sensitivity.PERSONAL and column.kind is not Kind.DATE)
    ):
        return None
    return Word(
        column.name,
        column.label,
        sort,
        scope,
        codes=None if is_yes_no else column.codes,
        unit=column.unit,
        minimum=column.minimum or 0,
        maximum=column.maximum or 0,
        other_names=(column.dtsen_name,),
    )


@cache
def words_of(scope: Scope) -> Mapping[str, Word]:
    """Every word of a scope, by its name and by its other names."""
    table = FAMILY if scope is Scope.FAMILY else PERSON
    found = [w for c in table.columns if (w := _word_of(c, scope)) is not None]
    own = [w for w in DERIVED if w.scope is scope]
    named = {w.name: w for w in (*found, *own)}
    return {n: w for w in found for n in w.other_names} | named


def truth_columns(scope: Scope) -> tuple[str, ...]:
    """Columns of the dictionary that hold yes or no as 1 and 2 and are read as a TRUTH."""
    table = FAMILY if scope is Scope.FAMILY else PERSON
    words = words_of(scope)
    return tuple(c.name for c in table.columns if c.codes is YES_NO and c.name in words)
