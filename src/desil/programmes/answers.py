"""What each programme says of one family, in words, and how many families a verdict is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from desil.dictionary.columns.eligibility import Outcome
from desil.dictionary.label import Label
from desil.register.models import (
    AnswerPattern,
    FamilyAnswer,
    OutcomeCount,
    Programme,
    ProgrammeComponent,
    ProgrammeVerdict,
    Publication,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CountedFor:
    """How many members are counted for a component; one that `is_specific` tells of health or
    disability and is shown to those with SPECIFIC_READ only."""

    number: int
    label: Label
    is_specific: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One programme's answer for a family: `says` tells the reason; `components` who is counted
    for what; `rupiah` a year, under the rules of `valid_from` and `reference`.

    `rests_on_specific` where some component counts by health or disability: the amount tells of
    it; `is_specific` where all of them do: the outcome itself tells of it.
    """

    programme: str
    name: Label
    unit: str
    outcome: Outcome
    says: Label
    criterion: str
    fact: str
    counted: int
    components: Sequence[CountedFor]
    rupiah: int
    reference: str
    on_date: date
    is_example: bool
    rests_on_specific: bool
    is_specific: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many families, their members, those counted, and million rupiah a year."""

    programme: str
    outcome: Outcome
    says: Label
    families: int
    people: int
    counted: int
    million_rupiah: int


def counted_for(told: str | None, labels: Mapping[str, tuple[Label, bool]]) -> list[CountedFor]:
    """Components as they are stored (`sd:2,aged:1`), with their labels and whether they are
    specific data."""
    found = []
    for entry in filter(None, (told or "").split(",")):
        name, _, number = entry.partition(":")
        label, is_specific = labels.get(name, (Label(name, name), True))
        found.append(CountedFor(int(number), label, is_specific))
    return found


def _rows(query: QuerySet[Any]) -> list[Row]:
    return list(query.values())


def _verdicts(publication: int | None) -> dict[tuple[str, int], Row]:
    rows = _rows(ProgrammeVerdict.objects.filter(publication=publication))
    return {(v["programme"], v["verdict"]): v for v in rows}


def answers_of(family_number: str) -> list[Answer]:
    """The answers of a family of the current publication, in the order of the programmes; none
    where its run had no programmes or the reader's territory does not show the family."""
    publication = Publication.current_id()
    pattern = (
        FamilyAnswer.objects.filter(publication=publication, family_number=family_number)
        .values_list("pattern", flat=True)
        .first()
    )
    if publication is None or pattern is None:
        return []
    patterns = _rows(AnswerPattern.objects.filter(publication=publication, pattern=pattern))
    told = {a["programme"]: a for a in patterns}
    verdicts = _verdicts(publication)
    labels: dict[str, dict[str, tuple[Label, bool]]] = {}
    counted: dict[str, list[bool]] = {}  # of what can be counted: whether it is specific data
    for c in _rows(ProgrammeComponent.objects.filter(publication=publication)):
        label = Label(c["label_id"], c["label_en"])
        labels.setdefault(c["programme"], {})[c["component"]] = (label, bool(c["is_specific"]))
        if not c["needs_id"]:
            counted.setdefault(c["programme"], []).append(bool(c["is_specific"]))
    found = []
    for p in _rows(Programme.objects.filter(publication=publication).order_by("programme")):
        code = p["programme"]
        if code not in told:
            continue
        row, words = told[code], labels.get(code, {})
        specific = counted.get(code, [])
        verdict = verdicts[code, row["verdict"]]
        found.append(
            Answer(
                code,
                Label(p["name_id"], p["name_en"]),
                p["unit"],
                Outcome(verdict["outcome"]),
                Label(verdict["says_id"], verdict["says_en"]),
                verdict["criterion"],
                verdict["fact"],
                row["counted"],
                counted_for(row["components"], words),
                row["rupiah"],
                p["reference"],
                p["on_date"],
                bool(p["is_example"]),
                any(specific),
                bool(specific) and all(specific),
            )
        )
    return found


def counts_by_area(area_code: str = "", programme: str = "") -> list[Counted]:
    """The verdicts of every programme, or of one, counted over an area (the start of a BPS code;
    the whole city where it is empty): nobody's data."""
    publication = Publication.current_id()
    rows = OutcomeCount.objects.filter(publication=publication, village_code__startswith=area_code)
    if programme:
        rows = rows.filter(programme=programme)
    totals = rows.values("programme", "verdict").annotate(
        all_families=Sum("families"),
        all_people=Sum("people"),
        all_counted=Sum("counted"),
        all_rupiah=Sum("million_rupiah"),
    )
    verdicts = _verdicts(publication)
    return [
        Counted(
            t["programme"],
            Outcome(verdicts[t["programme"], t["verdict"]]["outcome"]),
            Label(
                verdicts[t["programme"], t["verdict"]]["says_id"],
                verdicts[t["programme"], t["verdict"]]["says_en"],
            ),
            t["all_families"],
            t["all_people"],
            t["all_counted"],
            t["all_rupiah"],
        )
        for t in totals.order_by("programme", "verdict")
    ]
