"""A word of a criterion: what it means, what sort of value it has, and where it is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desil.dictionary.codelist import CodeList
from desil.dictionary.label import Label


class Sort(StrEnum):
    """What sort of value a word or an expression has."""

    NUMBER = "angka"
    CODE = "kode"
    DATE = "tanggal"
    TRUTH = "ya/tidak"
    TEXT = "teks"


class Scope(StrEnum):
    """Whether a word is said of a family or of one of its members."""

    FAMILY = "keluarga"
    MEMBER = "anggota"


@dataclass(frozen=True, slots=True)
class Word:
    """One word.

    `name` is also the column of the view of its scope (`family_word`, `member_word`), where a
    TRUTH is a boolean. `minimum` and `maximum` bound a NUMBER. `other_names` are further ways to
    write it: the hand-over file's own name.
    """

    name: str
    label: Label
    sort: Sort
    scope: Scope
    codes: CodeList | None = None
    unit: str = ""
    minimum: int = 0
    maximum: int = 0
    other_names: tuple[str, ...] = ()
