"""How far a list reaches each group of the families of desil 1-4, with Wilson's 95 % interval.

Wilson (1927): with p the share, n the families and z = 1.96, the middle is
(p + z^2/2n) / (1 + z^2/n) and the half width z sqrt(p(1-p)/n + z^2/4n^2) / (1 + z^2/n).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from desil.dictionary import results
from desil.dictionary.areas import city_villages
from desil.dictionary.codelists.person import SEX
from desil.dictionary.label import Label
from desil.eligibility.lists.frozen import StoredList
from desil.eligibility.what_if.effect import Interval
from desil.eligibility.words.word_views import open_assistance, open_run
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text

_TEXT = sql_text("desil.eligibility.fairness", "reach")
_Z = 1.96

GROUPINGS: dict[str, Label] = {
    "head_sex": Label("jenis kelamin kepala keluarga", "sex of the head"),
    "head_age": Label("umur kepala keluarga", "age of the head"),
    "disability": Label("penyandang disabilitas berat", "severe disability"),
    "size": Label("jumlah anggota", "members"),
    "village": Label("kelurahan", "kelurahan"),
}
_AGES = {"1": "15–24", "2": "25–44", "3": "45–64", "4": "65+"}
_UNKNOWN = Label("belum diketahui", "not known")


@dataclass(frozen=True, slots=True)
class Reach:
    """A group: its families of desil 1-4, how many are listed, and the share with its interval.

    `is_apart` where the share of all families of desil 1-4 lies outside the interval.
    """

    grouping: str
    group: Label
    families: int
    listed: int
    share: Interval
    is_apart: bool


def wilson(listed: int, families: int) -> Interval:
    """The share `listed / families` and its interval; `families` is above 0."""
    share, z2 = listed / families, _Z**2
    whole = 1 + z2 / families
    middle = (share + z2 / (2 * families)) / whole
    half = _Z * sqrt(share * (1 - share) / families + z2 / (4 * families**2)) / whole
    return Interval(share, max(middle - half, 0.0), min(middle + half, 1.0))


def _label(grouping: str, answer: str) -> Label:
    if not answer:
        return _UNKNOWN
    if grouping == "head_sex":
        return SEX.label_of(int(answer))
    if grouping == "head_age":
        return Label(_AGES[answer], _AGES[answer])
    if grouping == "disability":
        return Label("ada", "yes") if answer == "1" else Label("tidak ada", "no")
    if grouping == "village":
        name = {v.bps: v.name for v in city_villages()}.get(answer, answer)
        return Label(name, name)
    return Label(answer, answer)


def reach_of(database: Connection, kept: StoredList, run: Path) -> list[Reach]:
    """The reach of a list by the groupings of `GROUPINGS`, in their order; `run` is its run's
    folder."""
    open_run(database, run)
    open_assistance(database)
    path = kept.folder / results.LIST_ROWS.file_name
    database.read_parquet(str(path)).create_view("list_row", replace=True)
    rows = database.execute(_TEXT).fetchall()
    whole = [row for row in rows if row[0] == "head_sex"]
    all_families, all_listed = (sum(row[n] for row in whole) for n in (2, 3))
    everybody = all_listed / all_families if all_families else 0.0
    order = list(GROUPINGS)
    found = []
    for grouping, answer, families, listed in sorted(rows, key=lambda r: order.index(r[0])):
        share = wilson(listed, families)
        is_apart = not share.low <= everybody <= share.high
        found.append(Reach(grouping, _label(grouping, answer), families, listed, share, is_apart))
    return found
