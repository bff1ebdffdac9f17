"""A small made-up city, taken in and ranked: only the national releases."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.intake.delivery import take_in
from desil.pipeline import RunReport, make_run
from desil.ranking.activation.model_store import approve, propose
from desil.synthetic.city import make_city

AT = datetime(2026, 4, 1, tzinfo=UTC)
MEMORY = "1GB"


def take_city(home: Path, *, scale: float, releases: int, memory: str = MEMORY) -> Path:
    """Make a city, take in its releases, and put its own formula to use; the city's folder."""
    city = home.with_name(f"{home.name}-city")
    make_city(city, scale=scale, seed=7, releases=releases, progress=Silent())
    store = Store(home)
    root = city / "deliveries"
    for told in json.loads((root / "index.json").read_text(encoding="utf-8")):
        if told["source"] == "dtsen":
            take_in(
                store,
                "dtsen",
                [root / name for name in told["files"]],
                reference_date=date.fromisoformat(told["date"]),
                handed_in_by="uji",
                at=AT,
                settings=store.engine_settings(memory_limit=memory),
                progress=Silent(),
            )
    model = propose(home, city / "truth" / "formula_sintetis.yaml", by="analis", at=AT)
    approve(home, model.version, by="kepala", at=AT)
    return city


def ranked(
    home: Path,
    *,
    newest: date | None = None,
    shadow: str = "",
    threads: int = 2,
    memory: str = MEMORY,
) -> RunReport:
    """The run of a home."""
    store = Store(home)
    settings = store.engine_settings(memory_limit=memory, threads=threads)
    return make_run(
        store, at=AT, settings=settings, progress=Silent(), newest=newest, shadow=shadow
    )
