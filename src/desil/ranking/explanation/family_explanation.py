"""A family of a run, looked up for an explanation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desil.dictionary.results import (
    FAMILIES,
    FAMILY_DECILES,
    FAMILY_FACTS,
    FAMILY_SCORES,
    PERSONS,
    RANKING_FACTS,
)
from desil.engine.database import Connection
from desil.errors import NotFound
from desil.ranking.explanation.breakdown import (
    Official,
    Provenance,
    RankExplanation,
    Standing,
    explained,
)
from desil.ranking.formula.model import Model

_GROUPS = (("family", ("identity", "dwelling", "assets")),
           ("person", ("identity", "education", "work")))  # fmt: skip


def require_ranked(run_folder: Path) -> None:
    """Raise NotFound where a run was made without a model."""
    if not (run_folder / FAMILY_SCORES.file_name).is_file():
        raise NotFound(
            f"Run {run_folder.name} disusun tanpa model, jadi tanpa desil indikatif.",
            hint="Setujui sebuah model (desil ranking approve), lalu: desil run",
        )


def _one(database: Connection, query: str, *values: object) -> dict[str, Any]:
    """The first row of a query by column name; empty where there is none."""
    done = database.execute(query, list(values))
    names = [column[0] for column in done.description or ()]
    rows = done.fetchall()
    return dict(zip(names, rows[0], strict=True)) if rows else {}


def explain_family(
    database: Connection, run_folder: Path, model: Model, number: str
) -> RankExplanation:
    """The rank of one family of a run; NotFound (without its number) where it has none."""
    require_ranked(run_folder)
    for table in (FAMILIES, PERSONS, FAMILY_DECILES, FAMILY_FACTS, FAMILY_SCORES, RANKING_FACTS):
        file = str(run_folder / table.file_name)
        database.read_parquet(file).create_view(f"run_{table.name}", replace=True)
    facts = _one(database, "select * from run_family_fact where family_number = ?", number)
    if not facts:
        raise NotFound(
            "Nomor keluarga itu tidak ada di rilis terbaru run ini.",
            hint="Periksa nomornya; keluarga yang hilang dari rilis terbaru tidak dinilai.",
        )
    score = _one(database, "select * from run_family_score where family_number = ?", number)
    means = database.execute(
        "select fact, mean_micro from run_ranking_fact order by place"
    ).fetchall()
    return explained(
        model, means, facts, _provenance(database, number), _standing(score),
        _official(database, number),
    )  # fmt: skip


def _provenance(database: Connection, number: str) -> dict[tuple[str, str], Provenance]:
    family = _one(database, "select * from run_family where family_number = ?", number)
    head = _one(
        database,
        "select * from run_person where family_number = ? order by relationship, nik limit 1",
        number,
    )
    rows = {"family": family, "person": head}
    return {
        (table, group): Provenance(
            rows[table].get(f"{group}_source") or "", rows[table].get(f"{group}_date")
        )
        for table, groups in _GROUPS
        for group in groups
    }


def _standing(row: dict[str, Any]) -> Standing:
    return Standing(
        row["score_micro"],
        row["indicative_national"],
        row["indicative_reason"],
        row["desil_1_4_ppm"],
        row["nearest_boundary"],
        row["distance_micro"],
        bool(row["is_too_close"]),
        row["least_micro"],
        row["most_micro"],
    )


def _official(database: Connection, number: str) -> Official:
    row = _one(
        database,
        "select decile_national, release_date from run_family_decile"
        " where family_number = ? order by release_date desc limit 1",
        number,
    )
    return Official(row["decile_national"], row["release_date"])
