"""The facts that a case is about, from all sides, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from desil.accounts.masking import mask_number
from desil.cases.changes.fact_change import FactChange, fact_change
from desil.cases.changes.other_sources import (
    OtherFinding,
    OtherValue,
    other_findings,
    other_values,
)
from desil.cases.kinds.words import Step
from desil.cases.models import CaseChange
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Sides, sides_of
from desil.cases.queries.flags import flags_of
from desil.cases.whereabouts import family_of
from desil.cases.workflow.guards import GATHERING
from desil.dictionary.codelists.findings import finding_label, reason_label
from desil.dictionary.column import Column, Kind, Sensitivity
from desil.office.cases.words import FLAGS
from desil.register.models import Publication
from desil.ui.family.facts import answer_text, said, source_label

_TOO_EARLY = GATHERING | {Step.FINALISE}


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact in words: as the register has it, as the applicant asked, as a visit saw it (empty for
    none of these) and as it goes upward (empty where it does not); `whose` is the masked NIK of a
    member."""

    label: str
    whose: str
    before: str
    after: str
    asked: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class OtherShown:
    """What another source says; `agrees` is None where it is no value of a changed fact."""

    source: str
    says: str
    agrees: bool | None


def _value(column: Column | None, text: str | None) -> str:
    """A value as stored, in words; what cannot be read as the column's is shown as it stands."""
    if column is None or not text:
        return text or ""
    try:
        if column.kind is Kind.DATE:
            return answer_text(column, date.fromisoformat(text[:10]))
        is_number = column.codes is not None or column.kind in {Kind.INTEGER, Kind.YES_NO}
        return answer_text(column, int(text) if is_number else text)
    except (KeyError, ValueError):
        return text


def is_specific(column: Column | None) -> bool:
    """Whether a fact tells of health or disability."""
    return column is not None and column.sensitivity is Sensitivity.SPECIFIC


def _fact(change: FactChange, *, specific: bool) -> FactShown:
    whose = mask_number(change.subject) if change.table == "person" else ""
    before, after = (_value(change.column, text) for text in (change.before, change.after))
    if is_specific(change.column) and not specific:
        before = after = _("tidak ditampilkan")
    return FactShown(said(change.label), whose, before, after)


def _sides_shown(sides: Sides, *, specific: bool) -> FactShown:
    change = fact_change(sides.any)
    shown = _fact(change, specific=specific)
    is_closed = is_specific(change.column) and not specific

    def words(row: CaseChange | None) -> str:
        if row is None:
            return ""
        return _("tidak ditampilkan") if is_closed else _value(change.column, row.new_value)

    return replace(
        shown, asked=words(sides.asked), seen=words(sides.seen), after=words(sides.going)
    )


def _others(
    values: Sequence[OtherValue], findings: Sequence[OtherFinding], *, specific: bool
) -> list[OtherShown]:
    stated = [
        OtherShown(
            source_label(v.source),
            f"{said(v.column.label)}: {_value(v.column, v.stated)}",
            v.agrees,
        )
        for v in values
        if specific or not is_specific(v.column)
    ]
    found = [
        OtherShown(
            source_label(f.source),
            f"{said(finding_label(f.finding))}: {said(reason_label(f.reason))}",
            None,
        )
        for f in findings
    ]
    return stated + found


def requested_facts(file: CaseFile, *, specific: bool) -> list[FactShown]:
    """The changes that a case asks for now, in words."""
    return [_fact(fact_change(one), specific=specific) for one in file.changes]


def has_effect(file: CaseFile) -> bool:
    """Whether the effect of a case's changes is shown at its step: from the check of Dinsos on, so
    that nobody promises a programme at the counter or at the door."""
    return bool(file.changes and file.case.family_number and file.state.step not in _TOO_EARLY)


def has_closed_facts(file: CaseFile, *, specific: bool) -> bool:
    """Whether a fact of health or disability is asked to change that is not open to the reader."""
    return not specific and any(is_specific(fact_change(c).column) for c in file.changes)


def facts_shown(file: CaseFile, *, specific: bool) -> dict[str, object]:
    """The facts from all sides; nothing where a case changes no data. `specific` where the reader
    sees health and disability."""
    if not file.kind.changes_data or not file.case.family_number:
        return {}
    publication, family = Publication.current(), family_of(file.case)
    values: list[OtherValue] = []
    findings: list[OtherFinding] = []
    if publication is not None and family is not None:
        values = other_values(publication, family.family_number, file.changes)
        findings = other_findings(publication, family.family_number)
    return {
        "facts": [_sides_shown(one, specific=specific) for one in sides_of(file).values()],
        "has_visit": Step.VISIT in file.kind.steps,
        "is_sent": Step.SEND in file.state.takers,
        "is_specific_closed": has_closed_facts(file, specific=specific),
        "others": _others(values, findings, specific=specific),
        "flags": [(FLAGS[n.flag], n) for n in flags_of(file.case)],
    }
