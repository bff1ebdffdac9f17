"""The sweep over a file is one straight pass: a join in it would not keep rows in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from desil.engine.database import open_database
from desil.engine.settings import EngineSettings
from desil.intake.cells.expressions import Reading
from desil.intake.cells.staging import sweep_select
from desil.intake.cells.vocabulary import load_vocabulary
from desil.sources.catalogue import catalogue
from tests.hand_over import RELEASED


@pytest.mark.parametrize("iso", [True, False])
@pytest.mark.parametrize("source", sorted(catalogue().sources))
def test_no_join_stands_in_the_sweep(source: str, iso: bool, tmp_path: Path) -> None:
    layout = catalogue().source(source).layout
    with open_database(EngineSettings(tmp_path, "1GB", 1)) as database:
        load_vocabulary(
            database, layout, in_form_codes=layout.in_form_codes, reference_date=RELEASED
        )
        for unit in layout.units:
            present = frozenset(c.name for c in unit.columns)
            raw = ", ".join(f"raw_{c.name} varchar" for c in unit.columns)
            database.execute(f"create table raw_{unit.name} ({raw})")
            reading = Reading(unit, present, layout.in_form_codes, {}, expects_iso_dates=iso)
            query = f"explain (format json) {sweep_select(f'raw_{unit.name}', reading)}"
            ((_, plan),) = database.execute(query).fetchall()
            assert "JOIN" not in str(plan).upper().replace('"', "")
