"""Accepted changes as the rows of a `koreksi` delivery, in the layout that intake reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desil.cases.changes.requested_changes import HAPPENING
from desil.sources.catalogue import catalogue
from desil.sources.source import CORRECTION_SOURCE


@dataclass(frozen=True, slots=True)
class AcceptedChange:
    """A change that was signed: of which case, about whom, by whom and when."""

    case_number: str
    table: str
    subject: str
    fact: str
    old_value: str | None
    new_value: str
    evidence: Sequence[str]
    decided_on: date
    decided_by: str
    is_about_person: bool

    @property
    def row(self) -> tuple[str, ...]:
        """Its cells, in the order of the layout."""
        kind = "person" if self.is_about_person else "family"
        field = f"{HAPPENING}:{self.fact}" if self.table == HAPPENING else self.fact
        return (
            self.case_number,
            f"{kind}:{self.subject}",
            field,
            self.old_value or "",
            self.new_value,
            " ".join(self.evidence),
            self.decided_on.isoformat(),
            self.decided_by,
        )


def koreksi_text(changes: Iterable[AcceptedChange]) -> str:
    """The delivery's file: CSV with the headers of the layout, one row a change, in order."""
    (unit,) = catalogue().source(CORRECTION_SOURCE).layout.units
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow([column.header for column in unit.columns])
    writer.writerows(sorted(change.row for change in changes))
    return sink.getvalue()
