"""Everything that is kept about one resident, in words: for the page, and as a copy to keep.

Facts of the family and of the reader; of other members their number alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from desil.audit.journal import Journal
from desil.dictionary.calendar.office_day import office_time
from desil.dictionary.label import Label
from desil.dictionary.results import DECILES
from desil.dictionary.tables import FAMILY, PERSON
from desil.eligibility.lists.period import Period, period_of
from desil.engine.store import Store
from desil.errors import NotFound
from desil.registry.family_file.family_file import family_file
from desil.registry.programmes.answers import Answer, answers_of
from desil.registry.programmes.leaving import left_lists
from desil.registry.programmes.lists import is_specific_list
from desil.registry.residents.resident import Resident
from desil.ui.decile_line import decile_line
from desil.ui.family.facts import FactGroup, fact_groups, said
from desil.ui.family.looks import Look, looks_at
from desil.ui.family.reasons import Indicative, indicative_of

_NOT_OF_THE_HOME = frozenset({"family_number", "head_name", "stated_size", *DECILES})
_SHOWN_READS = 50


@dataclass(frozen=True, slots=True)
class LeftList:
    """A list that the family, or the resident, is no longer on, and why."""

    name: Label
    period: Period
    says: Label


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is kept about a resident, at `release_date`."""

    release_date: date
    decile: int | None
    line: SafeString
    deciles: Sequence[Any]
    indicative: Indicative | None
    members: int
    home: list[FactGroup]
    own: list[FactGroup]
    programmes: Sequence[Answer]
    left: Sequence[LeftList]
    looks: Sequence[Look]


def _left(store: Store, journal: Journal, resident: Resident, *, specific: bool) -> list[LeftList]:
    """Without the lists that another member left: those are that member's own."""
    return [
        LeftList(Label(left.now.name_id, left.now.name_en), period_of(left.now.period), left.says)
        for left in left_lists(store, journal, resident.family_number)
        if left.nik in (None, "", resident.nik) and (specific or not is_specific_list(left.now))
    ]


def own_data(resident: Resident, journal: Journal, store: Store, *, specific: bool) -> OwnData:
    """Needs the resident's kelurahan to be seen; NotFound where the family left the register.
    Health and disability, and programmes that hint at them, only where `specific`.
    `store` has the lists' files, which tell why a family left one."""
    file = family_file(resident.family_number)
    person = next((m for m in file.members if m["nik"] == resident.nik), None)
    if person is None:
        raise NotFound("Anda tidak lagi terdaftar di keluarga ini.")
    at = file.release_date
    return OwnData(
        at,
        file.deciles[0]["decile_national"],
        decile_line([(d["release_date"], d["decile_national"]) for d in file.deciles]),
        file.deciles,
        indicative_of(file.score, file.explanation, file.family),
        len(file.members),
        fact_groups(FAMILY, file.family, at, without=_NOT_OF_THE_HOME, specific=False),
        fact_groups(PERSON, person, at, without=frozenset({"family_number"}), specific=specific),
        [a for a in answers_of(resident.family_number) if specific or not a.is_specific],
        _left(store, journal, resident, specific=specific),
        looks_at(
            journal.person(resident.nik),
            journal.family(resident.family_number),
            most=_SHOWN_READS,
        ),
    )


def _told(look: Look) -> str:
    return f"{look.who} (ditolak)" if look.is_refused else look.who


def rows_of(data: OwnData) -> list[tuple[str, str, str, str, str]]:
    """The data as rows: part, fact, answer, source, date."""
    rows = [
        (
            "Desil",
            f"{d['release_date']:%Y-%m-%d}",
            str(d["decile_national"] or "belum"),
            "dtsen",
            "",
        )
        for d in data.deciles
    ]
    for part, groups in (("Keluarga", data.home), ("Anda", data.own)):
        for group in groups:
            rows += [
                (f"{part}: {group.heading}", f.label, f.answer, group.source, group.seen)
                for f in group.facts
            ]
    rows += [("Program", said(a.name), said(a.says), a.reference, "") for a in data.programmes]
    rows += [
        ("Keluar dari daftar", said(x.name), said(x.says), x.period.text, "") for x in data.left
    ]
    rows += [
        ("Pembukaan data", f"{office_time(x.at):%Y-%m-%d %H:%M}", _told(x), x.why, "")
        for x in data.looks
    ]
    return rows
