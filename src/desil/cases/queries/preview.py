"""What a case's changes would do, before anybody decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desil.cases.actions.changing import current_changes
from desil.cases.changes.register import KnownFamily
from desil.cases.changes.requested_changes import HAPPENING
from desil.cases.changes.requested_rows import ASKED, RowsIf, rows_if
from desil.cases.models import Case, CaseChange
from desil.cases.queries.programmes_if import (
    ProgrammeIf,
    official_deciles,
    programmes_if,
    small_settings,
)
from desil.cases.whereabouts import family_of
from desil.dictionary.column import Column, Table
from desil.dictionary.label import Label
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.database import open_database
from desil.engine.store import Store
from desil.pipeline import ranking_of
from desil.ranking.hypothetical import Boundaries, Indicative, standings
from desil.register.models import (
    FamilyFinding,
    FamilyRival,
    Publication,
    RankingCutoff,
)

_TABLES: Mapping[str, Table] = {FAMILY.name: FAMILY, PERSON.name: PERSON}


@dataclass(frozen=True, slots=True)
class FactChange:
    """One change: what the fact is called, its column (None for a happening), and both values as
    stored."""

    table: str
    subject: str
    fact: str
    label: Label
    column: Column | None
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class OtherValue:
    """A changed fact as another source gives it: `agrees` with the new value or not."""

    source: str
    column: Column
    stated: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class OtherFinding:
    """What integration found about the family, which a decision should know: a vehicle, a wage."""

    source: str
    finding: str
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Facts before and after, the standing before and after (None where the current run has no
    model, or the family is not in the register), what other sources say, and what the programmes
    would say (None where the run that is published is not kept here). The official decile changes
    by a national release alone."""

    facts: Sequence[FactChange]
    official: int | None
    before: Indicative | None
    after: Indicative | None
    values: Sequence[OtherValue]
    findings: Sequence[OtherFinding]
    programmes: Sequence[ProgrammeIf] | None


def fact_change(change: CaseChange) -> FactChange:
    """A row of a case as a change of a fact."""
    column = None
    if change.fact_table == HAPPENING:
        label = happenings()[change.fact].label
    else:
        column = _TABLES[change.fact_table].column(change.fact)
        label = column.label
    return FactChange(
        change.fact_table,
        change.subject,
        change.fact,
        label,
        column,
        change.old_value,
        change.new_value,
    )


def _boundaries(publication: Publication) -> Boundaries:
    rows = RankingCutoff.objects.filter(publication=publication).order_by("boundary")
    told = list(rows.values_list("level", "score_micro"))
    cutoffs, lines = (
        [score for level, score in told if level == wanted and score is not None]
        for wanted in ("national", "welfare")
    )
    return Boundaries(cutoffs, lines)


def _standings(
    store: Store, publication: Publication, family: KnownFamily, rows: RowsIf, day: date
) -> tuple[Indicative | None, Indicative | None]:
    recipe: Mapping[str, Any] = publication.run.recipe
    ranking = ranking_of(store, recipe.get("parameters", {}), day)
    if ranking is None:
        return None, None
    with open_database(small_settings(store)) as database:
        told = standings(database, ranking, rows.families, rows.persons, _boundaries(publication))
    number = family.family_number
    return told.get(number), told.get(f"{number}{ASKED}")


def _values(
    publication: Publication, family: KnownFamily, changes: Sequence[CaseChange]
) -> list[OtherValue]:
    asked = {(c.subject, c.fact): c.new_value for c in changes if c.fact_table == PERSON.name}
    rivals = FamilyRival.objects.filter(
        publication=publication, family_number=family.family_number
    ).order_by("source", "fact", "nik")
    return [
        OtherValue(
            r["source"],
            PERSON.column(r["fact"]),
            r["stated_value"],
            r["stated_value"] == asked[(r["nik"], r["fact"])],
        )
        for r in rivals.values("source", "fact", "stated_value", "nik")
        if (r["nik"], r["fact"]) in asked
    ]


def _findings(publication: Publication, family: KnownFamily) -> list[OtherFinding]:
    rows = FamilyFinding.objects.filter(
        publication=publication, family_number=family.family_number
    ).order_by("source", "finding", "reason")
    return [OtherFinding(*row) for row in rows.values_list("source", "finding", "reason")]


def preview_of(case: Case, store: Store) -> Preview:
    """What the changes that a case asks for now would do; within what the reader sees."""
    changes = current_changes(case)
    facts = [fact_change(change) for change in changes]
    publication = Publication.current()
    family = family_of(case)
    if publication is None or family is None:
        return Preview(facts, None, None, None, (), (), None)
    day = publication.releases.order_by("-release_date").values_list("release_date", flat=True)[0]
    rows = rows_if(family, changes)
    before, after = _standings(store, publication, family, rows, day)
    official = official_deciles(publication, family.family_number)
    programmes = programmes_if(store, publication, day, family, rows, (official, before, after))
    return Preview(
        facts,
        official[0],
        before,
        after,
        _values(publication, family, changes),
        _findings(publication, family),
        programmes,
    )
