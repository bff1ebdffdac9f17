"""A nation of families scored and cut into deciles on this machine (`make bench-nation`).

Makes 93 million families' facts as Parquet, one file a million; measures in processes of their own
the floor (reading the same columns) and the ranking (score, cut-offs, deciles, written as Parquet);
writes docs/benchmarks-nation.md and removes everything that it made.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.measure import Measurement, measured
from desil.synthetic.welfare.attributes import read_attributes

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-nation.md"
FAMILIES = 93_025_360  # the national release of February 2025
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


def _page(
    families: int, made: int, floor: Measurement, took: Measurement, load: float, told: str
) -> str:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    rows = "\n".join(
        f"| {name} | {m.seconds:.1f} | {families / m.seconds:,.0f} | {m.peak_gib:.2f} | {goal} |"
        for name, m, goal in (
            ("floor: read the same columns", floor, "-"),
            ("score, national cut-offs and deciles, written", took, "90 s, 8 GiB"),
        )
    )
    return (
        "# A nation on one machine\n\nWritten by `make bench-nation`: "
        f"{families:,} families with 33 facts each, 1 in 100 answers missing, in Parquet "
        f"({made / 1e9:.1f} GB), scored by the SQL of `ranking/scoring` and cut by the SQL of "
        "`ranking/deciles`: national tenths of families, estimated by histogram and joined back; "
        "provinces and cities are cut in runs of their own. Bounds of every score are carried. "
        "Each line is a process of its own, "
        "measured from outside; memory is its peak.\n\n"
        f"{platform.system()}, {machine}. Load average when it began: {load:.1f}"
        " (above 0 the machine was shared with other work).\n\n"
        "| stage | seconds | families/s | peak GiB | goal |\n|---|---|---|---|---|\n"
        f"{rows}\n\n{told}\n"
    )


def main() -> None:
    """Make, measure, tell, clean up."""
    parser = argparse.ArgumentParser(prog="make bench-nation")
    parser.add_argument("--families", type=int, default=FAMILIES)
    parser.add_argument("--folder", type=Path, help="where to work; default: a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as work:
        facts, out = Path(work) / "facts", Path(work) / "out"
        make_nation(facts, arguments.families)
        made, load = _bytes_in(facts), os.getloadavg()[0]
        floor = measured("benchmarks.nation_ranking", ["floor", str(facts), str(out)])
        took = measured("benchmarks.nation_ranking", ["rank", str(facts), str(out)])
        told = (out / "told.md").read_text(encoding="utf-8")
        shutil.rmtree(facts)
    page = _page(arguments.families, made, floor, took, load, told)
    print(page)
    if arguments.families == FAMILIES:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
