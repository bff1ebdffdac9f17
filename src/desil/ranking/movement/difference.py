"""Two runs laid side by side: who moved where, and what moved them. Everything adds up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.dictionary.results import FAMILY_DECILES, FAMILY_SCORES
from desil.dictionary.standing import STANDINGS as RANKED_STANDINGS
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.ranking.movement.reranking import RankedRun, worlds_between
from desil.ranking.movement.shapley import CAUSES, WORLDS, Cause, shares_of

Whole = NDArray[np.int64]
STANDINGS: tuple[str, ...] = (*RANKED_STANDINGS, "absent")


@dataclass(frozen=True, slots=True)
class Transitions:
    """Families by kelurahan, standing before and standing after."""

    rows: tuple[tuple[str, str, str, int], ...]

    def matrix(self, area: str = "") -> list[list[int]]:
        """Standings before (rows) by standings after (columns), of areas whose code so begins."""
        place = {standing: number for number, standing in enumerate(STANDINGS)}
        made = [[0] * len(STANDINGS) for _ in STANDINGS]
        for village, before, after, families in self.rows:
            if village.startswith(area):
                made[place[before]][place[after]] += families
        return made

    def by_area(self) -> dict[str, list[list[int]]]:
        """The matrix of every kelurahan."""
        return {village: self.matrix(village) for village in sorted({r[0] for r in self.rows})}


@dataclass(frozen=True, slots=True)
class Attribution:
    """What changed the deciles of families that both runs rank, and who gained or lost a rank.

    By cause: `steps` sums the deciles that families went up less those they went down, in 24ths
    of a decile, and `families` counts those of whose change it has the largest share. `gained` and
    `lost` count, in 24ths of a family, ranks won and lost. Summed over the causes they are what
    `changed`, `net_steps`, `ranks_gained` and `ranks_lost` say, exactly.
    """

    changed: int
    net_steps: int
    ranks_gained: int
    ranks_lost: int
    steps: dict[Cause, int]
    up: dict[Cause, int]
    down: dict[Cause, int]
    families: dict[Cause, int]
    gained: dict[Cause, int]
    lost: dict[Cause, int]
    facts_changed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """Official and indicative movement between two runs; no indicative one without models."""

    official: Transitions
    indicative: Transitions | None
    attribution: Attribution | None


def _transitions(database: Connection, before: str, after: str) -> Transitions:
    """Movement between two SELECTs of family_number, village_code and decile."""
    for side, query in (("before", before), ("after", after)):
        database.execute(f"create or replace view standing_{side} as {query}")
    rows = database.execute(sql_text("desil.ranking.movement", "transition")).fetchall()
    return Transitions(tuple(rows))


def _open(database: Connection, side: str, folder: Path) -> None:
    for table in (FAMILY_DECILES, FAMILY_SCORES):
        file = folder / table.file_name
        if file.is_file():
            name = f"{table.name}_of_{side}"
            database.read_parquet(str(file)).create_view(name, replace=True)


_OFFICIAL = (
    "select family_number, village_code, decile_national as decile from family_decile_of_{side}"
    " where release_date = (select max(release_date) from family_decile_of_{side})"
)
_INDICATIVE = (
    "select family_number, village_code, indicative_national as decile from family_score_of_{side}"
)


def _indicative(database: Connection) -> Transitions:
    return _transitions(
        database, _INDICATIVE.format(side="before"), _INDICATIVE.format(side="after")
    )


def indicative_transitions(database: Connection, before: Path, after: Path) -> Transitions:
    """How families move between the indicative deciles of two runs that a model ranked."""
    _open(database, "before", before)
    _open(database, "after", after)
    return _indicative(database)


def difference_of(
    database: Connection, before: Path, after: Path, ranked: tuple[RankedRun, RankedRun] | None
) -> Difference:
    """What is different between two runs; `ranked` where both were ranked by a model."""
    _open(database, "before", before)
    _open(database, "after", after)
    official = _transitions(
        database, _OFFICIAL.format(side="before"), _OFFICIAL.format(side="after")
    )
    if ranked is None:
        return Difference(official, None, None)
    indicative = _indicative(database)
    return Difference(official, indicative, _attributed(database, *ranked))


def _attributed(database: Connection, before: RankedRun, after: RankedRun) -> Attribution:
    worlds = worlds_between(database, before, after)
    first, last = worlds[0], worlds[WORLDS[-1]]
    both = (first > 0) & (last > 0)
    # A world in between in which a family is unranked leaves its decile where it was.
    steps = shares_of({w: np.where(d > 0, d, first)[both] for w, d in worlds.items()})
    ranks = shares_of({w: (d > 0).astype(np.int64) for w, d in worlds.items()})
    won, lost = (first == 0) & (last > 0), (first > 0) & (last == 0)
    change = (last - first)[both]
    largest = np.argmax(np.stack([np.abs(steps[c]) for c in CAUSES]), axis=0)
    moved = change != 0
    return Attribution(
        changed=int(moved.sum()),
        net_steps=int(change.sum()),
        ranks_gained=int(won.sum()),
        ranks_lost=int(lost.sum()),
        steps={c: int(steps[c].sum()) for c in CAUSES},
        up={c: int(steps[c][change > 0].sum()) for c in CAUSES},
        down={c: int(steps[c][change < 0].sum()) for c in CAUSES},
        families={c: int((moved & (largest == n)).sum()) for n, c in enumerate(CAUSES)},
        gained={c: int(ranks[c][won].sum()) for c in CAUSES},
        lost={c: int(ranks[c][lost].sum()) for c in CAUSES},
        facts_changed=_facts_changed(database, after, first != last),
    )


def _facts_changed(
    database: Connection, after: RankedRun, moved: NDArray[np.bool_]
) -> dict[str, int]:
    """For each fact of the model, the families that moved and answer it differently now."""
    names = [f.name for f in after.ranking.model.facts]
    flags = pa.table({"place": np.arange(1, len(moved) + 1), "moved": moved})
    database.register("moved_flags", flags)
    sums = ", ".join(
        f"count(*) filter (where before.{n} is distinct from after.{n}) as {n}" for n in names
    )
    query = (
        "with numbered as (select family_number, row_number() over (order by family_number)"  # noqa: S608 - declared names
        f" as place from in_both) select {sums} from numbered"
        " inner join moved_flags using (place)"
        " inner join family_fact_before as before using (family_number)"
        " inner join family_fact_after as after using (family_number) where moved_flags.moved"
    )
    row = database.execute(query).fetchall()[0]
    found = {name: int(count) for name, count in zip(names, row, strict=True) if count}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
