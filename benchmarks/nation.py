"""A nation of families scored and cut into deciles on this machine (`make bench-nation`).

Makes 93 million families' facts as Parquet, one file a million; measures in processes of their own
the floor (reading the same columns) and the ranking (score, cut-offs, deciles, written as Parquet);
writes docs/benchmarks-nation.md and removes everything that it made.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.measure import Measurement, measured
from desil.synthetic.welfare.attributes import read_attributes

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-nation.md"
FAMILIES = 93_025_360  # the national release of February 2025
CITY = 824_818  # Kota Bekasi
ROWS_A_FILE = 1_000_000
MISSING = 0.01
_POOL = 1 << 16


def _pools(rng: np.random.Generator) -> dict[str, NDArray[np.int16]]:
    """Answers of each fact of the formula in the shares of the made-up city, to draw from."""
    tree = read_attributes()
    ladders = {name: model["ladder"] for name, model in tree["family"].items()}
    ladders |= {name: model["man"] for name, model in tree["head"].items()}
    ladders |= {
        name: [[code, 1 / (1 + place)] for place, code in enumerate(points)]
        for name, points in tree["composition"].items()
    }
    pools = {}
    for name, ladder in ladders.items():
        shares = np.array([share for _, share in ladder])
        codes = [code for code, _ in ladder]
        pools[name] = rng.choice(codes, _POOL, p=shares / shares.sum()).astype(np.int16)
    return pools


def _write_file(folder: Path, number: int, rows: int) -> None:
    rng = np.random.default_rng(number)
    province = 11 + number % 38 * 2
    first = number * ROWS_A_FILE
    columns: dict[str, pa.Array] = {
        "family_number": pa.array(np.char.mod("%016d", np.arange(first, first + rows))),
        "province_code": pa.repeat(pa.scalar(str(province)), rows),
        "city_code": pa.repeat(pa.scalar(f"{province}{number % 13 + 71}"), rows),
        "village_code": pa.repeat(pa.scalar(f"{province}{number % 13 + 71}010001"), rows),
        "counted_size": pa.array(rng.integers(1, 8, rows), pa.int32()),
    }
    for name, pool in _pools(np.random.default_rng(1)).items():
        drawn = pool[rng.integers(0, _POOL, rows, dtype=np.uint16)]
        columns[name] = pa.array(drawn, mask=rng.random(rows, dtype=np.float32) < MISSING)
    pq.write_table(pa.table(columns), folder / f"{number:03d}.parquet", compression="zstd")


def make_nation(folder: Path, families: int) -> None:
    """Write the facts of `families` families below `folder`."""
    folder.mkdir(parents=True)
    sizes = [min(ROWS_A_FILE, families - first) for first in range(0, families, ROWS_A_FILE)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda job: _write_file(folder, *job), enumerate(sizes)))


def _bytes_in(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


@dataclass(frozen=True, slots=True)
class Stage:
    """One line of the page: what ran over how many families, and what it took.

    `cpu_seconds` are those of both cores together: other work on the machine does not count.
    """

    name: str
    families: int
    took: Measurement
    cpu_seconds: float
    load: float
    goal: str

    def line(self) -> str:
        """The stage as a row of the table."""
        cells = (
            self.name,
            f"{self.families:,}",
            f"{self.took.seconds:.1f}",
            f"{self.cpu_seconds:.1f}",
            f"{self.took.peak_gib:.2f}",
            f"{self.load:.1f}",
            self.goal,
        )
        return f"| {' | '.join(cells)} |"


def _stage(name: str, families: int, goal: str, *arguments: str) -> Stage:
    load, before = os.getloadavg()[0], resource.getrusage(resource.RUSAGE_CHILDREN)
    took = measured("benchmarks.nation_ranking", arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Stage(name, families, took, cpu, load, goal)


HEADINGS = ("stage", "families", "seconds", "CPU seconds", "peak GiB", "load before", "goal")


def _page(stages: Sequence[Stage], made: int, told: Sequence[str]) -> str:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    rows = "\n".join(stage.line() for stage in stages)
    return (
        "# A nation on one machine\n\nWritten by `make bench-nation`: "
        f"{stages[0].families:,} families with 33 facts each, 1 in 100 answers missing, in Parquet "
        f"({made / 1e9:.1f} GB), scored by the SQL of `ranking/scoring` and cut by the SQL of "
        "`ranking/deciles`: national tenths of families, estimated by histogram and joined back; "
        "provinces and cities are cut in runs of their own. Bounds of every score are carried. "
        "A city is ranked as `desil run` does it: scores, national, provincial and city deciles, "
        "certainty, and the five weightiest facts of every family, written and checked. "
        "Each line is a process of its own, start included, measured from outside; memory is its "
        "peak.\n\n"
        f"{platform.system()}, {machine}. Where the load before is above 0 the machine was shared "
        "with other work: CPU seconds are those of the process alone, and half of them is what it "
        "needs at best on two free cores.\n\n"
        f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}\n"
        f"{rows}\n\n" + "\n\n".join(told) + "\n"
    )


def main() -> None:
    """Make, measure, tell, clean up."""
    parser = argparse.ArgumentParser(prog="make bench-nation")
    parser.add_argument("--families", type=int, default=FAMILIES)
    parser.add_argument("--folder", type=Path, help="where to work; default: a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as work:
        facts, city, out = (Path(work) / name for name in ("facts", "city", "out"))
        make_nation(facts, arguments.families)
        make_nation(city, CITY)
        made, told = _bytes_in(facts), out / "told.md"
        stages = [
            _stage("floor: read the same columns", arguments.families, "-", "floor", str(facts),
                   str(out)),
            _stage("nation: score, cut-offs, deciles, written", arguments.families, "90 s, 8 GiB",
                   "rank", str(facts), str(out)),
        ]  # fmt: skip
        of_nation = told.read_text(encoding="utf-8")
        shutil.rmtree(facts)
        stages.append(
            _stage("city: scored, cut, explained", CITY, "5 s", "city", str(city), str(out))
        )
        page = _page(stages, made, (of_nation, told.read_text(encoding="utf-8")))
    print(page)
    if arguments.families == FAMILIES:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
