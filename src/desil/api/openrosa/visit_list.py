"""The visits of an officer, and the members of the homes, as the CSV files that the form chooses
from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from desil.accounts.handles import Handles
from desil.cases.queries.visits import Visit

COLUMNS = ("name", "label", "seen")
MEMBER_COLUMNS = ("name", "label", "case_number", "asks")


def _file(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def visit_list(visits: Iterable[Visit]) -> bytes:
    """The file of visits: one line each, masked labels, in the order given."""
    return _file(COLUMNS, ((visit.number, visit.label, visit.seen) for visit in visits))


def member_list(visits: Iterable[Visit], handles: Handles) -> bytes:
    """The file of members: one line a member of each visit, by an opaque handle (no NIK), and which
    groups of facts the case asks about, words apart by a blank."""
    return _file(
        MEMBER_COLUMNS,
        (
            (handles.of("nik", member.nik), member.label, visit.number, " ".join(visit.asks))
            for visit in visits
            for member in visit.members
        ),
    )
