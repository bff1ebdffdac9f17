"""What a trial run of a model would change, beside the register that is published now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from desil.dictionary.results import FAMILY_SCORES
from desil.engine.database import open_database
from desil.engine.manifest import Manifest, manifests
from desil.engine.store import Store
from desil.ranking.movement.difference import STANDINGS, indicative_transitions
from desil.register.models import Publication
from desil.ui.standings import decile_label

_MEMORY, _THREADS = "1GB", 2  # of a comparison, which a page waits for
_SHOWN = STANDINGS[:-1]  # a family that one of the runs does not have has no decile to compare


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One indicative decile, or none: families now and in the trial run."""

    label: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class TrialChange:
    """Families by indicative decile now and in a trial run, and how many would get another."""

    rows: Sequence[TrialRow]
    moved: int
    families: int


def trials_of(store: Store, version: str) -> list[Manifest]:
    """The runs that tried a model without publishing it, the newest first."""
    made = [m for m in manifests(store.runs) if m.recipe.is_shadow]
    return [m for m in reversed(made) if m.recipe.parameters.get("model") == version]


def trial_change(store: Store, trial: Manifest) -> TrialChange | None:
    """What a trial run would change; None where the published run has no ranking to compare."""
    before = store.runs / str(Publication.current_run_id())
    after = store.runs / trial.run_id
    if not all((run / FAMILY_SCORES.file_name).is_file() for run in (before, after)):
        return None
    settings = store.engine_settings(memory_limit=_MEMORY, threads=_THREADS)
    with open_database(settings) as database:
        matrix = indicative_transitions(database, before, after).matrix()
    size = len(_SHOWN)
    rows = [
        TrialRow(
            decile_label(int(name)) if name.isdigit() else _("Tanpa desil indikatif"),
            sum(matrix[place][:size]),
            sum(row[place] for row in matrix[:size]),
        )
        for place, name in enumerate(_SHOWN)
    ]
    both = sum(sum(row[:size]) for row in matrix[:size])
    return TrialChange(rows, both - sum(matrix[place][place] for place in range(size)), both)
