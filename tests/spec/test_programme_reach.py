"""Whom a list reaches, by group: hand-counted families and Wilson's interval."""

from __future__ import annotations

from datetime import UTC, datetime
from math import isclose
from pathlib import Path

import duckdb

from desil.eligibility.fairness.reach import Reach, reach_of, wilson
from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import Quota
from desil.eligibility.programme.catalogue import rule_book
from desil.engine.progress import Silent
from desil.engine.store import Store
from tests.programme_families import database_of, write_run

CITY = """
| kk | desil | head_sex | head_age_band | anggota                        |
| 1  | 1     | 2        | 4             | 1950-01-01 buta                |
| 2  | 1     | 2        | 2             | 1985-01-01                     |
| 3  | 4     | 1        | 2             | 1985-01-01; 2015-05-05 sd      |
| 4  | 9     | 1        | 2             | 1985-01-01; 2015-05-05 sd      |
| 5  | 2     |          |               | 1985-01-01 pns; 2015-05-05 sd  |
"""


def reached(home: Path) -> dict[tuple[str, str], Reach]:
    folder = home / "runs" / "run"
    with database_of(CITY, home / "spill") as database:
        write_run(database, folder)
    store = Store(home)
    kept = make_list(
        store, ListRequest(folder, "PKH", period_of("2026-Q1"), Quota(9)), rule_book(),
        at=datetime(2026, 4, 1, tzinfo=UTC), code_version="uji",
        settings=store.engine_settings(), progress=Silent(),
    ).kept  # fmt: skip
    with duckdb.connect() as database:
        return {(r.grouping, r.group.id): r for r in reach_of(database, kept, folder)}


def test_families_of_desil_1_to_4_are_counted_by_group(tmp_path: Path) -> None:
    counts = {key: (r.families, r.listed) for key, r in reached(tmp_path).items()}
    assert counts == {
        ("head_sex", "Perempuan"): (2, 1),
        ("head_sex", "Laki-laki"): (1, 1),
        ("head_sex", "belum diketahui"): (1, 0),
        ("head_age", "65+"): (1, 1),
        ("head_age", "25–44"): (2, 1),
        ("head_age", "belum diketahui"): (1, 0),
        ("disability", "ada"): (1, 1),
        ("disability", "tidak ada"): (3, 1),
        ("size", "1"): (2, 1),
        ("size", "2-3"): (2, 1),
        ("village", "Jatiwaringin"): (4, 2),
    }


def test_the_interval_is_wilson_s() -> None:
    # Agresti and Coull (1998): 5 of 10 gives 0.237 to 0.763.
    told = wilson(5, 10)
    assert isclose(told.low, 0.2366, abs_tol=5e-5)
    assert isclose(told.high, 0.7634, abs_tol=5e-5)
    assert wilson(0, 10).low == 0.0
    assert isclose(wilson(0, 10).high, 0.2775, abs_tol=5e-5)
