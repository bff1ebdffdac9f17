"""What a case's changes would do, before anybody decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from desil.cases.actions.changing import current_changes
from desil.cases.changes.asked import HAPPENING
from desil.cases.changes.register import KnownFamily, known_family
from desil.cases.kinds.words import happenings
from desil.cases.models import Case, CaseChange
from desil.dictionary.column import Column, Table
from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.database import open_database
from desil.engine.store import Store
from desil.pipeline import ranking_of
from desil.ranking.hypothetical import Boundaries, Indicative, standings
from desil.registry.models import (
    FamilyDecile,
    FamilyFinding,
    FamilyRival,
    Publication,
    RankingCutoff,
)

_TABLES: Mapping[str, Table] = {FAMILY.name: FAMILY, PERSON.name: PERSON}
_SUFFIX = "+"  # marks the family as it would be


@dataclass(frozen=True, slots=True)
class FactChange:
    """One change: the dictionary's `label`, and both values as stored and as written out."""

    table: str
    subject: str
    fact: str
    label: str
    before: str | None
    after: str
    before_label: str
    after_label: str


@dataclass(frozen=True, slots=True)
class OtherWord:
    """What another source says: of a changed fact (`fact` named, `agrees` with the new value or
    not), or a finding about the family that a decision should know (`fact` empty)."""

    source: str
    fact: str
    says: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """Facts before and after, the standing before and after (None where the current run has no
    model, or the family is not in the register), and what other sources say. The official decile
    changes by a national release alone."""

    facts: Sequence[FactChange]
    official: int | None
    before: Indicative | None
    after: Indicative | None
    others: Sequence[OtherWord]


def _written(column: Column | None, text: str | None) -> str:
    if column is None or text is None or column.codes is None or not text.isdigit():
        return text or ""
    return column.codes.label_of(int(text)).id


def _fact_change(change: CaseChange) -> FactChange:
    if change.fact_table == HAPPENING:
        label, column = happenings()[change.fact].label.id, None
    else:
        column = _TABLES[change.fact_table].column(change.fact)
        label = column.label.id
    return FactChange(
        change.fact_table,
        change.subject,
        change.fact,
        label,
        change.old_value,
        change.new_value,
        _written(column, change.old_value),
        _written(column, change.new_value),
    )


def _value(table: Table, fact: str, text: str) -> object:
    array = pa.array([text], pa.string()).cast(table.column(fact).arrow_type)
    return array[0].as_py()


def _rows(
    table: Table, rows: Sequence[Mapping[str, Any]], changes: Sequence[CaseChange], key: str
) -> pa.Table:
    """The rows as they are, and once more as they would be, under the family number and a mark."""
    new: dict[str, dict[str, object]] = {}
    for change in changes:
        if change.fact_table == table.name:
            value = _value(table, change.fact, change.new_value)
            new.setdefault(change.subject, {})[change.fact] = value
    before = [{name: row.get(name) for name in table.names} for row in rows]
    after = [
        row | new.get(str(row[key]), {}) | {"family_number": f"{row['family_number']}{_SUFFIX}"}
        for row in before
    ]
    schema = pa.schema([pa.field(c.name, c.arrow_type) for c in table.columns])
    return pa.Table.from_pylist([*before, *after], schema=schema)


def _boundaries(publication: Publication) -> Boundaries:
    rows = RankingCutoff.objects.filter(publication=publication).order_by("boundary")
    told = list(rows.values_list("level", "score_micro"))
    cutoffs, lines = (
        [score for level, score in told if level == wanted and score is not None]
        for wanted in ("national", "welfare")
    )
    return Boundaries(cutoffs, lines)


def _standings(
    store: Store, publication: Publication, family: KnownFamily, changes: Sequence[CaseChange]
) -> tuple[Indicative | None, Indicative | None]:
    recipe: Mapping[str, Any] = publication.run.recipe
    day = publication.releases.order_by("-release_date").values_list("release_date", flat=True)[0]
    ranking = ranking_of(store, recipe.get("parameters", {}), day)
    if ranking is None:
        return None, None
    families = _rows(FAMILY, [family.row], changes, "family_number")
    persons = _rows(PERSON, list(family.members.values()), changes, "nik")
    settings = store.engine_settings(memory_limit="200MB", threads=1)
    with open_database(settings) as database:
        told = standings(database, ranking, families, persons, _boundaries(publication))
    number = family.family_number
    return told.get(number), told.get(f"{number}{_SUFFIX}")


def _others(
    publication: Publication, family: KnownFamily, changes: Sequence[CaseChange]
) -> list[OtherWord]:
    of_family = {"publication": publication, "family_number": family.family_number}
    asked = {(c.subject, c.fact): c.new_value for c in changes if c.fact_table == PERSON.name}
    rivals = FamilyRival.objects.filter(**of_family).order_by("source", "fact", "nik")
    words = [
        OtherWord(r["source"], r["fact"], r["stated_value"],
                  r["stated_value"] == asked[(r["nik"], r["fact"])])
        for r in rivals.values("source", "fact", "stated_value", "nik")
        if (r["nik"], r["fact"]) in asked
    ]  # fmt: skip
    findings = FamilyFinding.objects.filter(**of_family).order_by("source", "finding", "reason")
    return words + [
        OtherWord(f["source"], "", f"{f['finding']}: {f['reason']}", False)
        for f in findings.values("source", "finding", "reason")
    ]


def preview_of(case: Case, store: Store) -> Preview:
    """What the changes that a case asks for now would do; within what the reader sees."""
    changes = current_changes(case)
    facts = [_fact_change(change) for change in changes]
    publication = Publication.objects.filter(is_current=True).select_related("run").first()
    family = known_family(case.family_number) if case.family_number else None
    if publication is None or family is None:
        return Preview(facts, None, None, None, ())
    deciles = FamilyDecile.objects.filter(
        publication=publication, family_number=family.family_number
    ).order_by("-release_date")
    official = deciles.values_list("decile_national", flat=True).first()
    before, after = _standings(store, publication, family, changes)
    return Preview(facts, official, before, after, _others(publication, family, changes))
