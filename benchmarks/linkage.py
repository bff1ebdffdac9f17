"""Linkage of whole cities, three ways in one run (`make bench-linkage`).

`make bench-linkage ARGS="--cities weathered --scale 1"` measures one city and leaves the page as it
is. The pipeline, plain Splink on all records, and an exact join on the identity number: DTKS to
the release, each in a process of its own, from accepted Parquet to written links; then all eight
sources by the pipeline. Once for each dirt profile; by `weathered` no setting was chosen. Writes
docs/benchmarks-linkage.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.linkage_accuracy import GroupMatches, Reviewed, found_by_group, reviewed
from benchmarks.measure import Measurement, measured

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-linkage.md"
DESIL = "desil.cli.main"
GROUPS = ("semua", "NIK kosong", "NIK salah", "nama panggilan", "nama salah ketik")
PROFILES = ("crowded", "weathered")
METHODS = (
    ("pipeline", "benchmarks.linkage_pipeline", ("dtks",)),
    ("pipeline with the civil register", "benchmarks.linkage_pipeline", ("dukcapil", "dtks")),
    ("plain Splink, 3 blocking rules", "benchmarks.linkage_splink", ("few",)),
    ("plain Splink, 5 blocking rules", "benchmarks.linkage_splink", ("many",)),
    ("exact NIK", "benchmarks.linkage_exact", ()),
)
HEAD = """\
# Linkage, measured

Written by `make bench-linkage`: DTKS to the register of made-up cities, against their hidden truth,
over the people who live there. Each method runs in a process of its own, from accepted Parquet to
written links; the pipeline's time includes learning its weights. Precision counts every link to
somebody of the release, those of the dead and of people whom no register knows included.

The cities differ in their dirt (`synthetic/profiles.yaml`). Settings of linkage were chosen on
`crowded` and `hasty`; by `weathered` none was.

CPU seconds hold on a machine that is shared with other work; seconds do not. Learning costs the
same whatever the size of a list, so that it weighs more in a small city.

"""


@dataclass(frozen=True, slots=True)
class Line:
    """One method: what it took and what it found, by group of records."""

    method: str
    took: Measurement
    found: dict[str, GroupMatches]

    def cells(self) -> tuple[str, ...]:
        """The line as texts."""
        everyone = self.found["semua"]
        return (
            self.method,
            f"{self.took.seconds:.1f}",
            f"{self.took.cpu_seconds:.1f}",
            f"{self.took.peak_gib:.2f}",
            f"{everyone.precision:.5f}",
            f"{everyone.recall:.5f}",
            f"{everyone.f1:.5f}",
            *(f"{self.found[g].precision:.4f} / {self.found[g].recall:.4f}" for g in GROUPS[1:]),
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was measured of one city."""

    lines: Sequence[Line]
    everything: Measurement
    further: dict[str, float]
    queue: Reviewed


def make_city(folder: Path, dirt: str, scale: float) -> None:
    """Make a city with the dirt of a profile and take its deliveries in: `city` and `home`."""
    city, home = folder / "city", folder / "home"
    measured(DESIL, ["synthetic", str(city), "--releases", "1", "--scale", str(scale),
                     "--dirt", dirt, "--quiet"])  # fmt: skip
    root = city / "deliveries"
    for told in json.loads((root / "index.json").read_text()):
        if told["source"] != "survei":
            files = [str(root / name) for name in told["files"]]
            measured(DESIL, ["intake", told["source"], *files, "--date", told["date"],
                             "--home", str(home), "--quiet"])  # fmt: skip


def _measure(folder: Path) -> Measured:
    home, truth = folder / "home", folder / "city" / "truth"
    lines = []
    with tempfile.TemporaryDirectory() as out_folder:
        work = Path(out_folder)
        for number, (method, module, sources) in enumerate(METHODS):
            out = work / f"{number}.parquet"
            took = measured(module, [str(home), str(out), *sources])
            lines.append(Line(method, took, found_by_group(home, truth, out)))
            print(*lines[-1].cells(), sep=" | ", flush=True)
        everything = measured("benchmarks.linkage_pipeline", [str(home), str(work / "all.parquet")])
        further = work / "further.json"
        measured(
            "benchmarks.linkage_incremental", [str(home), str(work / "0.parquet"), str(further)]
        )
        queue = reviewed(truth, work / "1.parquet")
        return Measured(lines, everything, json.loads(further.read_text()), queue)


def _section(dirt: str, scale: float, told: Measured) -> str:
    headings = ("method", "seconds", "CPU seconds", "peak GiB", "precision", "recall", "F1",
                *(f"{g} (P / R)" for g in GROUPS[1:]))  # fmt: skip
    rows = "\n".join(f"| {' | '.join(line.cells())} |" for line in told.lines)
    own = told.lines[0].took.cpu_seconds
    times = " and ".join(
        f"{own / line.took.cpu_seconds:.2f} of the CPU seconds of {line.method}"
        for line in told.lines
        if line.method.startswith("plain Splink")
    )
    queue, everything, further = told.queue, told.everything, told.further
    return (
        f"## {dirt}\n\nScale {scale:g}; {platform.system()}, {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}.\n\n"
        f"| {' | '.join(headings)} |\n|{'---|' * len(headings)}\n{rows}\n\n"
        f"The pipeline takes {times}. All eight sources: {everything.seconds:.1f} s, "
        f"{everything.cpu_seconds:.1f} CPU seconds, {everything.peak_gib:.2f} GiB.\n\n"
        f"Of {queue.strangers:,} records of people whom neither the release nor the civil register"
        f" knows, {queue.strangers_linked:,} are linked to somebody"
        f" ({queue.strangers_linked / max(queue.strangers, 1):.2%}).\n\n"
        f"Review queue (with the civil register): {queue.pairs:,} pairs, of which {queue.right:,}"
        f" are right; they hold {queue.recall:.2f} of the matches that were missed. Said and right"
        f" differ by {queue.calibration_error:.3f} on average.\n\n"
        f"A further delivery of {further['rows']:,} rows, linked alone against the known people of"
        f" the release: {further['seconds']:.1f} s; {further['differences']} of its links differ"
        " from those that the whole delivery gave them.\n\n"
    )


def main() -> None:
    """Run everything, print the page, write it."""
    parser = argparse.ArgumentParser(prog="make bench-linkage")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--cities", nargs="+", default=PROFILES, help="their dirt profiles")
    parser.add_argument("--keep", type=Path, help="where cities are kept, one folder a profile")
    arguments = parser.parse_args()
    page = HEAD
    with tempfile.TemporaryDirectory() as folder:
        for dirt in arguments.cities:
            city = (arguments.keep or Path(folder)) / dirt
            if not (city / "home").is_dir():
                make_city(city, dirt, arguments.scale)
            page += _section(dirt, arguments.scale, _measure(city))
    page = page.rstrip() + "\n"
    print(page)
    if arguments.scale == 1.0 and tuple(arguments.cities) == PROFILES:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
