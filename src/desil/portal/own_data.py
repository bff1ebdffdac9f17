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
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step, step_rules
from desil.cases.queries.tickets import open_requests
from desil.cases.territory_scope import seeing_city
from desil.dictionary.calendar.office_day import office_time
from desil.dictionary.columns.eligibility import (
    LIST_STATE_LABELS,
    OUTCOME_LABELS,
    ListState,
)
from desil.dictionary.label import Label
from desil.dictionary.standing import DECILES
from desil.dictionary.tables import FAMILY, PERSON
from desil.eligibility.lists.period import Period, period_of
from desil.engine.store import Store
from desil.errors import NotFound
from desil.programmes.answers import Answer, answers_of
from desil.programmes.leaving import left_lists
from desil.programmes.lists import is_specific_list, places_of
from desil.register.family_file.family_file import family_file
from desil.register.residents.resident import Resident
from desil.ui.decile_line import decile_line
from desil.ui.family.facts import FactGroup, fact_groups, said
from desil.ui.family.looks import Look, looks_at
from desil.ui.family.reasons import Indicative, indicative_of

_NOT_OF_THE_HOME = frozenset({"family_number", "head_name", "stated_size", *DECILES})
_SHOWN_READS = 50
_CHECKED = Label(
    "sedang diperiksa; tanyakan kepada Dinas Sosial", "being checked; ask the social office"
)
_COMPLAINT = Label("Pengaduan", "Complaint")


@dataclass(frozen=True, slots=True)
class LeftList:
    """A list that the family, or the resident, is no longer on, and why."""

    name: Label
    period: Period
    says: Label


@dataclass(frozen=True, slots=True)
class ProgrammeAnswer:
    """What a programme says of the family, why, and the signed lists that it, or the resident, is
    on, each with its state."""

    answer: Answer
    outcome: Label
    lists: Sequence[tuple[Period, Label]]


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """An open request of the resident: its number, what it is (a protected one says no more than
    that it is a complaint), what it waits for and until when."""

    number: str
    kind: Label
    waits_for: Label
    due_on: date | None


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
    programmes: Sequence[ProgrammeAnswer]
    requests: Sequence[OwnRequest]
    left: Sequence[LeftList]
    looks: Sequence[Look]


def _left(store: Store, journal: Journal, resident: Resident, *, specific: bool) -> list[LeftList]:
    """Without the lists that another member left: those are that member's own."""
    return [
        LeftList(Label(left.now.name_id, left.now.name_en), period_of(left.now.period), left.says)
        for left in left_lists(store, journal, resident.family_number)
        if left.nik in (None, "", resident.nik) and (specific or not is_specific_list(left.now))
    ]


def _programmes(journal: Journal, resident: Resident, *, specific: bool) -> list[ProgrammeAnswer]:
    with seeing_city():  # its own places, wherever it lived then
        places = places_of(resident.family_number, journal)
    lists: dict[str, list[tuple[Period, Label]]] = {}
    for told, place in places:
        if place.nik in (None, "", resident.nik) and (specific or not is_specific_list(told)):
            state = LIST_STATE_LABELS[ListState(place.state)] if place.is_as_signed else _CHECKED
            lists.setdefault(told.programme, []).append((period_of(told.period), state))
    return [
        ProgrammeAnswer(a, OUTCOME_LABELS[a.outcome], lists.get(a.programme, ()))
        for a in answers_of(resident.family_number)
        if specific or not a.is_specific
    ]


def _requests(resident: Resident) -> list[OwnRequest]:
    found = []
    for case in open_requests(resident.nik):
        kind, step = kinds()[case.kind], step_rules()[Step(case.step or "")]
        label = _COMPLAINT if kind.protects_applicant else kind.label
        found.append(OwnRequest(case.number, label, step.label, case.due_on))
    return found


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
        _programmes(journal, resident, specific=specific),
        _requests(resident),
        _left(store, journal, resident, specific=specific),
        looks_at(
            journal.person(resident.nik),
            journal.family(resident.family_number),
            most=_SHOWN_READS,
        ),
    )


def _answer_words(look: Look) -> str:
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
    for told in data.programmes:
        a = told.answer
        rows.append(("Program", said(a.name), f"{said(told.outcome)}. {said(a.says)}",
                     a.reference, ""))  # fmt: skip
        rows += [("Daftar program", said(a.name), said(state), period.text, "")
                 for period, state in told.lists]  # fmt: skip
    rows += [
        ("Permohonan terbuka", r.number, f"{said(r.kind)}: {said(r.waits_for)}", "",
         f"{r.due_on:%Y-%m-%d}" if r.due_on else "")
        for r in data.requests
    ]  # fmt: skip
    rows += [
        ("Keluar dari daftar", said(x.name), said(x.says), x.period.text, "") for x in data.left
    ]
    rows += [
        ("Pembukaan data", f"{office_time(x.at):%Y-%m-%d %H:%M}", _answer_words(x), x.why, "")
        for x in data.looks
    ]
    return rows
