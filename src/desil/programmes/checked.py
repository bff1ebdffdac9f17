"""What was counted about programmes, as the office reads it: counts, nobody's data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.dictionary.columns.eligibility import RECONCILED_FINDINGS
from desil.dictionary.label import Label
from desil.errors import Conflict
from desil.jobs.check_models import ProgrammeCheck
from desil.jobs.jobs import Asker, new_job
from desil.jobs.list_models import ProgrammeList
from desil.jobs.models import Job
from desil.jobs.states import JobKind, JobState
from desil.register.models import Publication

UNFINISHED = (JobState.WAITING.value, JobState.WORKING.value)


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A kelurahan (empty: not known): families listed, paid, both; eligible by the rules of the
    list, and of these paid."""

    village_code: str
    listed: int
    paid: int
    listed_and_paid: int
    eligible: int
    eligible_and_paid: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the families of desil 1-4: how many, how many listed, the share with Wilson's
    95 % interval (0 to 1); `is_apart` where the city's share lies outside it."""

    grouping: str
    label: Label
    families: int
    listed: int
    low: float
    share: float
    high: float
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """A kelurahan (empty: the city) at the boundary of desil 4: families just below and above, the
    jump of the density in log points with its standard error, and the p-value."""

    village_code: str
    below: int
    above: int
    theta: float
    error: float
    p_value: float
    is_marked: bool


@dataclass(frozen=True, slots=True)
class CheckedList:
    """One list: the newest period paid (empty: none), what was found by finding and kelurahan
    (rows, rupiah), take-up by kelurahan, and reach by group."""

    told: ProgrammeList
    paid: str
    findings: Sequence[tuple[str, str, int, int]]
    take_up: Sequence[TakeUp]
    reach: Sequence[Group]

    def count(self, finding: str, area: str = "") -> int:
        """Rows of one finding in an area (the start of a BPS code)."""
        return sum(n for f, v, n, _ in self.findings if f == finding and v.startswith(area))

    def taken_up(self, area: str = "") -> TakeUp:
        """The kelurahan of an area added up."""
        own = [t for t in self.take_up if t.village_code.startswith(area)]
        return TakeUp(
            area,
            sum(t.listed for t in own),
            sum(t.paid for t in own),
            sum(t.listed_and_paid for t in own),
            sum(t.eligible for t in own),
            sum(t.eligible_and_paid for t in own),
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """All that was counted on one run; overlaps are (programmes, kelurahan, families, of desil
    1-4), the empty set being families of desil 1-4 that nothing is paid to."""

    run_id: str
    made_at: datetime
    lists: Sequence[CheckedList]
    overlaps: Sequence[tuple[str, str, int, int]]
    clusters: Sequence[Cluster]

    def overlap(self, area: str = "") -> list[tuple[tuple[str, ...], int, int]]:
        """Sets of programmes with families and families of desil 1-4 in an area, largest first."""
        totals: dict[str, tuple[int, int]] = {}
        for told, village, families, poor in self.overlaps:
            if village.startswith(area):
                one, two = totals.get(told, (0, 0))
                totals[told] = (one + families, two + poor)
        rows = [(tuple(filter(None, k.split("+"))), *numbers) for k, numbers in totals.items()]
        return sorted(rows, key=lambda row: (-row[1], row[0]))


def _list(row: dict[str, Any], told: ProgrammeList) -> CheckedList:
    order = list(RECONCILED_FINDINGS)
    return CheckedList(
        told,
        row["paid"],
        sorted(((f, v, n, r) for f, v, n, r in row["findings"]),
               key=lambda one: (order.index(one[0]), one[1])),
        [TakeUp(*one) for one in row["take_up"]],
        [Group(g, Label(i, e), *rest) for g, i, e, *rest in row["reach"]],
    )  # fmt: skip


def newest_check() -> Checked | None:
    """What was counted on the published run; None where nothing is published or counted."""
    run = Publication.current_run_id()
    found = ProgrammeCheck.objects.filter(pk=run).first() if run else None
    if found is None:
        return None
    lists = ProgrammeList.objects.in_bulk([row["list"] for row in found.lists])
    return Checked(
        found.run_id,
        found.made_at,
        [_list(row, lists[row["list"]]) for row in found.lists if row["list"] in lists],
        [(str(t), str(v), int(n), int(p)) for t, v, n, p in found.overlaps],
        [Cluster(*row) for row in found.clusters],
    )


def is_being_counted() -> bool:
    """Whether a worker counts, or is asked to."""
    return Job.objects.filter(kind=JobKind.CHECK.value, state__in=UNFINISHED).exists()


def ask_check(*, by: Asker, at: datetime, journal: Journal) -> Job:
    """Ask for the counts to be made again; Conflict while that is under way."""
    with recorded(journal, "PROGRAMME_CHECK_ASK", "job", by=by.actor, at=at) as record:
        if is_being_counted():
            raise Conflict("Penghitungan sedang berjalan.", hint="Tunggu sampai selesai.")
        job = new_job(JobKind.CHECK, {"asked": "again"}, by=by, at=at)
        record.object_id = str(job.pk)
    return job
