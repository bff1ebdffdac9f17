"""What is wrong about homes in a release, and what visits put right: files as sources send them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.django_ready import READY
from desil.cases.sending.koreksi import AcceptedChange, koreksi_text
from desil.dictionary.columns.assets import ASSET_COLUMNS
from desil.dictionary.columns.dwelling import DWELLING_COLUMNS
from desil.dictionary.tables import FAMILY, correctable

if not READY:  # the office's own writer stands on its models
    raise SystemExit("Django is not ready")
Change = tuple[str, str, str, str]  # family, fact, as recorded, as seen
_SEEN = tuple(
    c for c in (*DWELLING_COLUMNS, *ASSET_COLUMNS) if c.name in correctable(FAMILY)
)  # fmt: skip


def home_facts(delivery: Path) -> pl.DataFrame:
    """What a delivery says of each family's home, as the register stores it."""
    names = [c.name for c in _SEEN]
    return pl.read_parquet(delivery / "family.parquet").select("family_number", *names)


def with_wrong_answers(release: list[Path], folder: Path, share: float, seed: int) -> list[Path]:
    """The release again, where some answers about the home are another family's."""
    folder.mkdir()
    rng = np.random.default_rng(seed)
    sent = []
    for file in release:
        table = pl.read_csv(file, separator="|", infer_schema=False)
        asks = [c.dtsen_name for c in _SEEN if c.dtsen_name in table.columns]
        if file.name.startswith("keluarga"):
            known = table[asks[0]].is_not_null().to_numpy()
            table = table.with_columns(_struck(table[n], known, share, rng) for n in asks)
        sent.append(folder / file.name)
        table.write_csv(sent[-1], separator="|")
    return sent


def _struck(
    answers: pl.Series, known: NDArray[np.bool_], share: float, rng: np.random.Generator
) -> pl.Series:
    own = np.arange(len(answers))
    hit = np.flatnonzero(known & (rng.random(len(answers)) < share))
    own[hit] = rng.choice(np.flatnonzero(known), len(hit))
    return answers[own]


def changes_seen(
    visited: pl.Series, true_facts: pl.DataFrame, recorded: pl.DataFrame
) -> list[Change]:
    """(family, fact, as recorded, as seen) of every answer that visits put right."""

    def long(facts: pl.DataFrame, name: str) -> pl.DataFrame:
        here = facts.filter(pl.col("family_number").is_in(visited.implode())).cast(pl.String)
        return here.unpivot(index="family_number", variable_name="fact", value_name=name)

    both = long(recorded, "old").join(long(true_facts, "new"), on=("family_number", "fact"))
    wrong = both.filter(pl.col("new").is_not_null() & pl.col("old").ne_missing(pl.col("new")))
    return wrong.fill_null("").sort("family_number", "fact").rows()


def corrections_text(changes: list[Change], day: date) -> str:
    """The file that the office sends of a case for each family, by the office's own writer."""
    families = sorted({family for family, *_ in changes})
    case = {f: f"{day.year}-{number:06}" for number, f in enumerate(families, start=1)}
    return koreksi_text(
        AcceptedChange(case[family], FAMILY.name, family, fact, old or None, new, ("kunjungan",),
                       day, "kepala", is_about_person=False)
        for family, fact, old, new in changes
    )  # fmt: skip
