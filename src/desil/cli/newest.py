"""The run that commands speak of where none is named."""

from __future__ import annotations

from pathlib import Path

from desil.engine.manifest import manifests
from desil.engine.store import Store
from desil.errors import NotFound


def newest_run(store: Store) -> Path:
    """The folder of the newest run; NotFound when there is none."""
    found = [m for m in manifests(store.runs) if not m.recipe.is_shadow]
    if not found:
        raise NotFound("Belum ada register yang disusun.", hint="Susun dulu: desil run")
    return store.runs / found[-1].run_id
