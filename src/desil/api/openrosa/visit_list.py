"""The visits of an officer as the CSV file that the form chooses its case from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from desil.cases.queries.visits import Visit

COLUMNS = ("name", "label", "seen")


def visit_list(visits: Iterable[Visit]) -> bytes:
    """The file: one line a visit, masked labels, in the order given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((visit.number, visit.label, visit.seen) for visit in visits)
    return out.getvalue().encode()
