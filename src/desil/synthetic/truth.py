"""The truth, written apart: who is who, what is so, and by which formula."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from desil.synthetic.population import Population
from desil.synthetic.standing import Standing
from desil.synthetic.welfare.formula import formula_text

SYNTHETIC = {"synthetic": "true", "note": "Made up by desil. No row describes a real person."}


def write_parquet(frame: pl.DataFrame, file: Path) -> None:
    """`frame` as Parquet whose metadata says that it is synthetic."""
    frame.write_parquet(file, compression="zstd", compression_level=1, metadata=SYNTHETIC)


def write_formula(folder: Path) -> None:
    """The frozen formula and its cut-offs, as the city used them."""
    (folder / "formula_sintetis.yaml").write_text(formula_text(), encoding="utf-8")


def write_population(folder: Path, population: Population, standing: Standing) -> None:
    """Families and people of one date, with their lasting ids, true scores and true welfare."""
    day = population.on.isoformat()
    families, people = population.families, population.people
    family = pl.DataFrame(
        {
            "family_id": families["id"],
            "family_number": families["family_number"],
            "village": families["village"],
            "is_ranked": families["is_ranked"],
            "facts_known": families["facts_known"],
            "score": standing.score,
            "welfare": standing.score + families["gap"],
            "decile_national": standing.national,
            "size": np.bincount(people["family"]).astype(np.int8),
        }
    )
    write_parquet(family, folder / f"family_{day}_sintetis.parquet")
    person = pl.DataFrame(
        {
            "person_id": people["id"],
            "family_id": families["id"][people["family"]],
            "nik": people["nik"],
            "relationship": people["relationship"],
            "birth_date": people["birth_date"],
            "sex": people["sex"],
        }
    )
    write_parquet(person, folder / f"person_{day}_sintetis.parquet")
