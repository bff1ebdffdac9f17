"""`python -m benchmarks.linkage_growth`: whether linkage takes longer a row in a larger city.

Links DTKS, with the civil register, of a made-up city at each scale, and prints the seconds and CPU
seconds for each million rows of both lists.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.linkage import make_city
from benchmarks.measure import measured

_MILLION = 1_000_000
_SOURCES = ("dukcapil", "dtks")


def _millions(home: Path) -> float:
    files = (f for s in _SOURCES for f in home.glob(f"deliveries/{s}/*/person.parquet"))
    return sum(pq.read_metadata(f).num_rows for f in files) / _MILLION


def main() -> None:
    """Print one line for each scale."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linkage_growth")
    parser.add_argument("--city", default="crowded", help="its dirt profile")
    parser.add_argument("--scales", nargs="+", type=float, default=(0.5, 2.0))
    arguments = parser.parse_args()
    for scale in arguments.scales:
        with tempfile.TemporaryDirectory() as folder:
            make_city(Path(folder), arguments.city, scale)
            home, out = Path(folder) / "home", Path(folder) / "links.parquet"
            took = measured("benchmarks.linkage_pipeline", [str(home), str(out), *_SOURCES])
            rows = _millions(home)
        print(
            f"scale {scale:g}: {rows:.2f} million rows, {took.seconds / rows:.1f} s and"
            f" {took.cpu_seconds / rows:.1f} CPU seconds a million, {took.peak_gib:.2f} GiB",
            flush=True,
        )


if __name__ == "__main__":
    main()
