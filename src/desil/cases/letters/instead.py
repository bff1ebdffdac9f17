"""What a national release says in the place of what was asked, for the letter that ends a case."""

from __future__ import annotations

from desil.cases.changes.found import in_words
from desil.cases.letters.due import DueLetter
from desil.cases.models import CaseChange
from desil.cases.queries.case_file import CaseFile
from desil.dictionary.results import CorrectionOutcome
from desil.dictionary.tables import FAMILY, PERSON, SPECIFIC

_TABLES = {FAMILY.name: FAMILY, PERSON.name: PERSON}
_ELSEWHERE = ("Data lain", "Rilis nasional juga berisi lain. Tanyakan di kelurahan.")


def _contradicted(file: CaseFile, due: DueLetter) -> list[CaseChange]:
    """What was asked when the letter was written, and a release contradicted; asking again later
    changes no letter."""
    rows = CaseChange.objects.filter(
        case=file.case,
        outcome=CorrectionOutcome.CONTRADICTED.value,
        proposed_at__lte=due.at,
    ).order_by("proposed_at", "fact_table", "subject", "fact")
    found = list(rows)
    return [change for change in found if change.proposed_at == found[-1].proposed_at]


def _told(change: CaseChange) -> tuple[str, str]:
    column = _TABLES[change.fact_table].column(change.fact)
    asked = in_words(column, change.new_value)
    stated = in_words(column, change.outcome_value) if change.outcome_value else "isi lain"
    return column.label.id, f"Anda minta: {asked}. Rilis nasional: {stated}."


def said_instead(file: CaseFile, due: DueLetter) -> list[tuple[str, str]]:
    """Label and words of each fact that the release says otherwise; nothing for other letters.

    Only the family's and the applicant's own facts are told, none of health or disability, and none
    where anybody may apply about a family that is not theirs: what is left out is one line without
    a value.
    """
    if due.letter.name != "contradicted":
        return []
    changes = _contradicted(file, due)
    own = {file.case.family_number, file.applicant.nik if file.applicant else None} - {None}
    told = [
        _told(change)
        for change in changes
        if change.fact_table in _TABLES
        and change.subject in own
        and change.fact not in SPECIFIC[change.fact_table]
        and not file.kind.may_anyone_apply
    ]
    return told if len(told) == len(changes) else [*told, _ELSEWHERE]
