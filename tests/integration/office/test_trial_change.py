"""What a trial run of a model would change, beside the published register, as its page says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desil.engine.manifest import read_manifest
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.office.ranking_models.trial import trial_change, trials_of
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.register_runs import families_of, write_run
from tests.table import rows_of

AT = datetime(2026, 4, 1, tzinfo=UTC)
FAMILIES = """
| family           | village    | size | now   | trial |
| 3275010101200001 | 3275010009 | 4    | 1     | 1     |
| 3275010101200002 | 3275010009 | 3    | 1     | 2     |
| 3275010101200003 | 3275010011 | 2    | 5     | 2     |
| 3275010101200004 | 3275040006 | 2    | belum | 3     |
| 3275010101200005 | 3275040006 | 2    | 9     | belum |
| 3275010101200006 | 3275040006 | 2    | belum | belum |
"""
VERSION = "abcdef012345"


def _run(home: Path, column: str, *, is_trial: bool) -> Path:
    """A run whose indicative deciles are those of a column, under its own number."""
    rows = rows_of(FAMILIES)
    table = "\n".join(
        ["| family | village | size | 2026-03-17 |"]
        + [f"| {r['family']} | {r['village']} | {r['size']} | {r[column]} |" for r in rows]
    )
    made = write_run(home / column, families_of(table), version=column, ranking=3)
    if is_trial:
        manifest = json.loads((made / "manifest.json").read_text())
        manifest["recipe"]["parameters"] = {"is_shadow": "yes", "model": VERSION}
        (made / "manifest.json").write_text(json.dumps(manifest))
    (home / "runs").mkdir(exist_ok=True)
    return made.rename(home / "runs" / read_manifest(made).run_id)


def fill_with_trial(home: Path, url: str) -> None:
    """A filling: a published run, and a trial run of a model that is not published."""
    publish(_run(home, "now", is_trial=False), url=url, by="petugas", at=AT, progress=Silent())
    _run(home, "trial", is_trial=True)


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    return filled(fill_with_trial)


def test_families_are_counted_by_indicative_decile_now_and_in_the_trial(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (trial,) = trials_of(store, VERSION)
    change = trial_change(store, trial)
    assert change is not None
    assert [(r.now, r.then) for r in change.rows] == [
        (2, 1), (0, 2), (0, 1), (0, 0), (1, 0), (0, 0), (0, 0), (0, 0), (1, 0), (0, 0), (2, 2),
    ]  # fmt: skip
    assert (change.moved, change.families) == (4, 6)


def test_another_model_has_no_trial(tmp_path: Path) -> None:
    assert trials_of(Store(tmp_path), "000000000000") == []
