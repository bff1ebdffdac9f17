"""What a case's changes would do, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from desil.accounts.masking import mask_number
from desil.cases.kinds.words import Step
from desil.cases.models import CaseChange
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Sides, sides_of
from desil.cases.queries.flags import flags_of
from desil.cases.queries.preview import (
    FactChange,
    OtherFinding,
    OtherValue,
    Preview,
    fact_change,
    preview_of,
)
from desil.cases.queries.programmes_if import ProgrammeIf
from desil.dictionary.codelists.findings import finding_label, reason_label
from desil.dictionary.column import Column, Kind, Sensitivity
from desil.dictionary.columns.eligibility import OUTCOME_LABELS
from desil.office.cases.words import FLAGS
from desil.office.work.request_context import store_of_office
from desil.ui.family.facts import answer_text, said, source_label
from desil.ui.figures import share_text

_PPM = 1_000_000


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
class StandingShown:
    """An indicative standing in words."""

    decile: int | None
    reason: str
    share: str
    is_too_close: bool


@dataclass(frozen=True, slots=True)
class ProgrammeShown:
    """A programme whose answer would change: outcomes in words, and the reason of the last."""

    name: str
    now: str
    asked: str
    ranked: str
    says: str
    is_gained: bool
    is_lost: bool


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


def _is_specific(column: Column | None) -> bool:
    return column is not None and column.sensitivity is Sensitivity.SPECIFIC


def _fact(change: FactChange, *, specific: bool) -> FactShown:
    whose = mask_number(change.subject) if change.table == "person" else ""
    before, after = (_value(change.column, text) for text in (change.before, change.after))
    if _is_specific(change.column) and not specific:
        before = after = _("tidak ditampilkan")
    return FactShown(said(change.label), whose, before, after)


def _sides_shown(sides: Sides, *, specific: bool) -> FactShown:
    change = fact_change(sides.any)
    shown = _fact(change, specific=specific)
    is_closed = _is_specific(change.column) and not specific

    def words(row: CaseChange | None) -> str:
        if row is None:
            return ""
        return _("tidak ditampilkan") if is_closed else _value(change.column, row.new_value)

    return replace(
        shown, asked=words(sides.asked), seen=words(sides.seen), after=words(sides.going)
    )


def _standings(preview: Preview) -> list[tuple[str, StandingShown]]:
    found = []
    for label, one in ((_("Sekarang"), preview.before), (_("Sesudah perubahan"), preview.after)):
        if one is not None:
            share = "" if one.desil_1_4_ppm is None else share_text(one.desil_1_4_ppm, _PPM)
            found.append((label, StandingShown(one.decile, one.reason, share, one.is_too_close)))
    return found


def _programme(one: ProgrammeIf) -> ProgrammeShown:
    ranked = said(OUTCOME_LABELS[one.ranked.outcome]) if one.ranked else ""
    return ProgrammeShown(
        said(one.name),
        said(OUTCOME_LABELS[one.now.outcome]),
        said(OUTCOME_LABELS[one.asked.outcome]),
        ranked,
        said(one.last.says),
        one.is_gained,
        one.is_lost,
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
        if specific or not _is_specific(v.column)
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


def _changing(
    programmes: Sequence[ProgrammeIf] | None, *, specific: bool
) -> list[ProgrammeShown] | None:
    """The programmes whose answer would change; one that tells of health or disability is left
    out while that is closed. None where nothing can be said."""
    if programmes is None:
        return None
    changed = [p for p in programmes if len({p.now.outcome, p.asked.outcome, p.last.outcome}) > 1]
    return [_programme(p) for p in changed if specific or not p.is_specific]


def requested_facts(file: CaseFile, *, specific: bool) -> list[FactShown]:
    """The changes that a case asks for now, in words."""
    return [_fact(one, specific=specific) for one in preview_of(file.case, store_of_office()).facts]


def previewed(file: CaseFile, *, specific: bool) -> dict[str, object]:
    """What the changes would do; nothing where a case changes no data. `specific` where the reader
    sees health and disability."""
    if not file.kind.changes_data or not file.case.family_number:
        return {}
    preview = preview_of(file.case, store_of_office())
    is_closed = not specific and any(_is_specific(f.column) for f in preview.facts)
    # Which programmes such a change would gain or lose tells what it says.
    programmes = None if is_closed else _changing(preview.programmes, specific=specific)
    return {
        "preview": preview,
        "facts": [_sides_shown(one, specific=specific) for one in sides_of(file).values()],
        "has_visit": Step.VISIT in file.kind.steps,
        "is_sent": Step.SEND in file.state.takers,
        "is_specific_closed": is_closed,
        "standings": _standings(preview),
        "programmes": programmes,
        "others": _others(preview.values, preview.findings, specific=specific),
        "flags": [(FLAGS[n.flag], n) for n in flags_of(file.case)],
    }
