"""The groups of families that an answer tells apart, and the sums of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desil.dictionary.codelists.person import SEX
from desil.dictionary.label import Label

DESIL, VILLAGE = "desil", "village"
DISABILITY = "disability"  # health: told as a sum alone, and not at all where it is small
_UNKNOWN = Label("belum diketahui", "not known")
_HAS = {"1": Label("ada", "yes"), "0": Label("tidak ada", "no")}


def _same(text: str) -> Label:
    return Label(text, text)


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to part the families: `place` is its digit in a family's profile, from the left;
    `groups` has the label of each value of the digit."""

    place: int
    label: Label
    groups: Mapping[str, Label]


GROUPINGS: Mapping[str, Grouping] = {
    "head_sex": Grouping(
        1,
        Label("jenis kelamin kepala keluarga", "sex of the head"),
        {"1": SEX.label_of(1), "2": SEX.label_of(2), "0": _UNKNOWN},
    ),
    "head_age": Grouping(
        2,
        Label("umur kepala keluarga", "age of the head"),
        {
            "1": Label("di bawah 25", "under 25"),
            "2": _same("25–44"),
            "3": _same("45–64"),
            "4": Label("65 ke atas", "65 and over"),
            "0": _UNKNOWN,
        },
    ),
    "size": Grouping(
        3,
        Label("jumlah anggota", "members"),
        {
            "1": _same("1"),
            "2": _same("2–3"),
            "3": _same("4–5"),
            "4": Label("6 ke atas", "6 and over"),
            "0": _UNKNOWN,
        },
    ),
    "aged": Grouping(4, Label("anggota berumur 60 ke atas", "a member aged 60 or over"), _HAS),
    "child": Grouping(5, Label("anggota di bawah 7 tahun", "a member under 7"), _HAS),
    DISABILITY: Grouping(6, Label("penyandang disabilitas berat", "severe disability"), _HAS),
}


@dataclass(frozen=True, slots=True)
class Part:
    """The listed families of one group (`key`) of a grouping, their members and rupiah a year, and
    the families that enter and leave against the first scenario."""

    grouping: str
    key: str
    families: int
    people: int
    rupiah: int
    entering: int
    leaving: int


_Figures = tuple[int, int, int, int, int]


def parts_by_group(profiles: Iterable[tuple[int, _Figures]]) -> list[Part]:
    """The parts by every grouping of `GROUPINGS`, in their order, from the figures of each profile
    (at most a few hundred); each grouping adds up to the same whole."""
    known = [(f"{profile:06d}", figures) for profile, figures in profiles]
    found = []
    for name, grouping in GROUPINGS.items():
        sums = {key: [0] * 5 for key in grouping.groups}
        for digits, figures in known:
            own = sums[digits[grouping.place - 1]]
            for place, number in enumerate(figures):
                own[place] += number
        found += [Part(name, key, *own) for key, own in sums.items() if any(own)]
    return found
