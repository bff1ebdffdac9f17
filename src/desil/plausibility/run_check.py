"""A run beside the run that the register shows now, before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desil.engine.database import open_database
from desil.engine.manifest import MANIFEST, read_manifest
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.plausibility.comparison import Comparison, compare
from desil.plausibility.deviation import Deviation, deviations_of
from desil.plausibility.ledger import Standing, history_of, ledger_entries
from desil.plausibility.limits import limits_of
from desil.plausibility.programme_change import ProgrammeChange, programme_changes
from desil.plausibility.states import run_state


@dataclass(frozen=True, slots=True)
class RunCheck:
    """What publishing a run would change. `comparison` is None where there is no run to compare
    with: before the first publication, or where a folder is gone."""

    run: str
    before: str
    deviations: tuple[Deviation, ...]
    comparison: Comparison | None
    programmes: tuple[ProgrammeChange, ...]

    def as_facts(self) -> dict[str, Any]:
        """The check as JSON values."""
        return {
            "run": self.run,
            "before": self.before,
            "deviations": [d.as_facts() for d in self.deviations],
            "comparison": self.comparison.as_facts() if self.comparison else None,
            "programmes": [p.as_facts() for p in self.programmes],
        }


def _folder_of(store: Store, delivery_id: str) -> Path:
    source, _, name = delivery_id.partition("-")
    return store.deliveries / source / name


def _input_deviations(store: Store, run_id: str) -> Iterator[Deviation]:
    """Deliveries of the run's recipe that do not count now."""
    entries = ledger_entries(store)
    rules = {Standing.WITHDRAWN: "withdrawn_input", Standing.HELD: "held_input"}
    for delivery in read_manifest(store.runs / run_id).recipe.deliveries:
        standing = history_of(entries, delivery, _folder_of(store, delivery)).standing
        if standing in rules:
            yield Deviation(rules[standing], delivery, 0, 0, 0)


def check_run(
    store: Store, run_id: str, current_run: str | None, settings: EngineSettings
) -> RunCheck:
    """Compare a run with the current one. A run whose folder is gone, on either side, cannot be
    compared, which is a deviation of its own."""
    there = (store.runs / run_id / MANIFEST).is_file()
    inputs = tuple(_input_deviations(store, run_id)) if there else ()
    if current_run is None or current_run == run_id:
        return RunCheck(run_id, current_run or "", inputs, None, ())
    if not there or not (store.runs / current_run / MANIFEST).is_file():
        missing = Deviation("before_missing", run_id if not there else current_run, 0, 0, 0)
        return RunCheck(run_id, current_run, (*inputs, missing), None, ())
    before, after = store.runs / current_run, store.runs / run_id
    states = run_state(settings, before), run_state(settings, after)
    with open_database(settings) as database:
        found = compare(database, *states)
        programmes = programme_changes(database, before, after)
    own = deviations_of(found, limits_of(store.home).release)
    return RunCheck(run_id, current_run, (*inputs, *own), found, programmes)
