"""How long does a survey of very many columns take? The command itself, with its own settings.

    python -m benchmarks.wide_survey PERU.parquet [--rows 2000 5000] [--columns 400] [--repeats 3]

Households of Peru with columns that tell nothing beside their own answers, up to `--columns`:
numbers, codes, texts, and other households' answers. Runs `desil ranking evaluate` on each file and
prints wall and CPU seconds and the most memory that it held.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import polars as pl

from benchmarks.ranking_survey import LEAKS, ROLES

HEAD = (
    "| households | columns | repeats | wall, s | CPU, s | memory, MiB |\n|---|---|---|---|---|---|"
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peru", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[2_000, 5_000])
    parser.add_argument("--columns", type=int, default=400)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    peru = pl.read_parquet(arguments.peru).filter(pl.col("complete_case")).drop(LEAKS)
    print(HEAD)
    for rows in arguments.rows:
        with TemporaryDirectory(prefix="desil-wide-") as folder:
            file = Path(folder) / "wide.parquet"
            _widened(peru.sample(rows, seed=rows), arguments.columns).write_parquet(file)
            print(_timed(file, rows, arguments), flush=True)


def _widened(table: pl.DataFrame, columns: int) -> pl.DataFrame:
    rng, own = np.random.default_rng(0), table.columns
    more = {}
    for number in range(columns - len(own)):
        kind, name = number % 4, f"extra_{number:03}"
        if kind == 0:
            more[name] = pl.Series(rng.normal(size=len(table)))
        elif kind == 1:
            more[name] = pl.Series(rng.integers(1, 9, len(table)))
        elif kind == 2:
            more[name] = pl.Series(rng.choice(list("abcdef"), len(table)))
        else:
            other = own[number % len(own)]
            named = ROLES.welfare if other == ROLES.welfare else other
            more[name] = table[named][rng.permutation(len(table))]
    return table.with_columns(**more)


def _timed(file: Path, rows: int, arguments: argparse.Namespace) -> str:
    program = Path(sys.executable).with_name("desil")
    command = [
        program, "ranking", "evaluate", file, "--welfare", ROLES.welfare, "--id", ROLES.household,
        "--cluster", ROLES.cluster, "--repeats", arguments.repeats, "--quiet", "--json",
    ]  # fmt: skip
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(
        [str(word) for word in command],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wall, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (
        f"| {rows} | {arguments.columns} | {arguments.repeats} | {wall:.0f} | {cpu:.0f} "
        f"| {after.ru_maxrss // 1024} |"
    )


if __name__ == "__main__":
    main()
