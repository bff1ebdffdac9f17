"""The manifest of a run: its recipe, and what came out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from desil.engine.durable import finished_files, write_text_whole
from desil.engine.hashing import canonical_json, sha256_of, sha256_of_text
from desil.engine.step import StepResult
from desil.errors import NotFound

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides a run's bytes: deliveries by id, code version and parameters."""

    deliveries: tuple[str, ...]
    code_version: str
    parameters: Mapping[str, str]

    @property
    def run_id(self) -> str:
        """16 hex digits of the recipe's hash: the same recipe is the same run."""
        return sha256_of_text(canonical_json(asdict(self)))[:16]

    @property
    def is_shadow(self) -> bool:
        """Whether the run tries a model that is not in use; such a run is never published."""
        return bool(self.parameters.get("is_shadow"))


@dataclass(frozen=True, slots=True)
class Manifest:
    """A finished run."""

    recipe: Recipe
    tables: tuple[StepResult, ...]
    made_at: str

    @property
    def run_id(self) -> str:
        """The recipe's id."""
        return self.recipe.run_id

    @property
    def made(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    @property
    def result_hash(self) -> str:
        """One hash over all tables; seconds and dates are no part of it."""
        return sha256_of_text(canonical_json({t.name: t.sha256 for t in self.tables}))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest.json` into a run's folder."""
    content = {
        "run_id": manifest.run_id,
        "result_hash": manifest.result_hash,
        "made_at": manifest.made_at,
        "recipe": asdict(manifest.recipe),
        "tables": [asdict(t) for t in manifest.tables],
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    write_text_whole(folder / MANIFEST, text)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the run in `folder`; NotFound when there is none."""
    path = folder / MANIFEST
    if not path.is_file():
        raise NotFound(
            "Tidak ada proses dengan nomor {name}.",
            hint="Lihat daftarnya: desil runs",
            name=folder.name,
        )
    content = json.loads(path.read_text(encoding="utf-8"))
    recipe = content["recipe"]
    return Manifest(
        Recipe(tuple(recipe["deliveries"]), recipe["code_version"], dict(recipe["parameters"])),
        tuple(StepResult(**t) for t in content["tables"]),
        content["made_at"],
    )


def altered_tables(folder: Path) -> list[str]:
    """The tables of a finished folder whose files are not what its manifest says, or are gone."""
    return [
        table.name
        for table in read_manifest(folder).tables
        if not (path := folder / f"{table.name}.parquet").is_file()
        or sha256_of(path) != table.sha256
    ]


def manifests(runs: Path) -> Sequence[Manifest]:
    """All finished runs, oldest first."""
    found = [read_manifest(p.parent) for p in finished_files(runs, f"*/{MANIFEST}")]
    return sorted(found, key=lambda m: (m.made_at, m.run_id))
