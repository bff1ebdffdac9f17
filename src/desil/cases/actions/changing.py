"""The rows of what a case asks to change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desil.cases.changes.requested_changes import CheckedChange
from desil.cases.models import Case, CaseChange
from desil.cases.workflow.events import Officer


def keep_changes(
    case: Case,
    changes: Iterable[CheckedChange],
    *,
    by: Officer,
    at: datetime,
    as_recorded: Iterable[CheckedChange] = (),
) -> None:
    """Put these changes in the place of those that the case asked for before, which stay to be
    read; `as_recorded` are the facts that a visit saw as the register has them."""
    CaseChange.objects.filter(case=case, is_current=True).update(is_current=False)
    listed = [*((change, True) for change in changes), *((c, False) for c in as_recorded)]
    CaseChange.objects.bulk_create(
        CaseChange(
            case=case,
            village_code=case.village_code,
            fact_table=change.table,
            subject=change.subject,
            fact=change.fact,
            old_value=change.old_value,
            new_value=change.new_value,
            is_seen=change.is_seen,
            proposed_by=by.actor,
            proposed_at=at,
            is_current=is_current,
        )
        for change, is_current in listed
    )


def current_changes(case: Case) -> list[CaseChange]:
    """What a case asks for now, by table, subject and fact."""
    rows = CaseChange.objects.filter(case=case, is_current=True)
    return list(rows.order_by("fact_table", "subject", "fact"))
