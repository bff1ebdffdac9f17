"""The rows of what a case asks to change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desil.cases.changes.asked import CheckedChange
from desil.cases.models import Case, CaseChange
from desil.cases.workflow.events import Officer


def keep_changes(
    case: Case, changes: Iterable[CheckedChange], *, by: Officer, at: datetime
) -> None:
    """Put these changes in the place of those that the case asked for before, which stay to be
    read."""
    CaseChange.objects.filter(case=case, is_current=True).update(is_current=False)
    CaseChange.objects.bulk_create(
        CaseChange(
            case=case,
            village_code=case.village_code,
            fact_table=change.table,
            subject=change.subject,
            fact=change.fact,
            old_value=change.old_value,
            new_value=change.new_value,
            proposed_by=by.actor,
            proposed_at=at,
        )
        for change in changes
    )


def current_changes(case: Case) -> list[CaseChange]:
    """What a case asks for now, by table, subject and fact."""
    rows = CaseChange.objects.filter(case=case, is_current=True)
    return list(rows.order_by("fact_table", "subject", "fact"))
