"""Each stage at full size beside its floor, in one run on this machine (`make bench`).

Every stage is the command that a user types, in a process of its own, measured from outside.
Prints a table and writes it to docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Measurement, measured
from desil.dictionary.results import REQUIRED

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
DESIL = "desil.cli.main"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: what ran, on how many rows, what it took, and what it is beside."""

    stage: str
    rows: int
    took: Measurement
    limit: str = ""
    floor: Measurement | None = None

    def cells(self) -> tuple[str, ...]:
        """The line as texts."""
        times = f"{self.took.seconds / self.floor.seconds:.2f}" if self.floor else "-"
        return (
            self.stage,
            f"{self.rows:,}",
            f"{self.took.seconds:.1f}",
            f"{self.rows / self.took.seconds:,.0f}",
            f"{self.took.peak_gib:.2f}",
            f"{self.floor.seconds:.1f}" if self.floor else "-",
            times,
            self.limit or "-",
        )


HEADINGS = ("stage", "rows", "seconds", "rows/s", "peak GiB", "floor s", "times floor", "goal")


def _lines_in(path: Path) -> int:
    with path.open("rb") as source:
        return sum(block.count(b"\n") for block in iter(lambda: source.read(1 << 24), b""))


def _rows_of(home: Path, source: str) -> int:
    described = [
        json.loads(p.read_text()) for p in home.glob(f"deliveries/{source}/*/delivery.json")
    ]
    return sum(unit["read"] for d in described for unit in d["units"].values())


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a benchmark works, and at which scale."""

    work: Path
    scale: float

    @property
    def city(self) -> Path:
        """The made-up city."""
        return self.work / "city"

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.work / "home"

    def deliveries(self) -> list[tuple[str, str, list[str]]]:
        """Source, date and files of each delivery, in order."""
        root = self.city / "deliveries"
        listed = json.loads((root / "index.json").read_text())
        return [(d["source"], d["date"], [str(root / f) for f in d["files"]]) for d in listed]

    def made_city(self) -> list[Line]:
        """The city with one release, and with three: the difference is two further releases."""
        scale = ["--scale", str(self.scale), "--quiet"]
        one = measured(DESIL, ["synthetic", str(self.work / "one"), "--releases", "1", *scale])
        listed = json.loads((self.work / "one" / "deliveries" / "index.json").read_text())
        files = [self.work / "one" / "deliveries" / f for d in listed for f in d["files"]]
        rows = sum(_lines_in(f) - 1 for f in files if f.suffix == ".csv")
        shutil.rmtree(self.work / "one")
        three = measured(DESIL, ["synthetic", str(self.city), "--releases", "3", *scale])
        further = Measurement((three.seconds - one.seconds) / 2, three.peak_gib)
        return [
            Line("synthetic: city, truth, all sources, first release", rows, one, "60 s, 6 GiB"),
            Line("synthetic: each further release", self._release_rows(), further, "25 s"),
        ]

    def _release_rows(self) -> int:
        release = next(files for source, _, files in self.deliveries() if source == "dtsen")
        return sum(_lines_in(Path(f)) - 1 for f in release)

    def taken_in(self) -> list[Line]:
        """The first release beside its floor, then everything else."""
        home = ["--home", str(self.home), "--quiet"]
        lines: list[Line] = []
        for source, date, files in self.deliveries():
            before = _rows_of(self.home, source)
            took = measured(DESIL, ["intake", source, *files, "--date", date, *home])
            rows = _rows_of(self.home, source) - before
            is_first = source == "dtsen" and not before
            floor = self._intake_floor(files) if is_first else None
            limit = "30 s, 3x floor, 6 GiB" if source == "dtsen" else ""
            lines.append(Line(f"intake: {source} {date}", rows, took, limit, floor))
        return lines

    def _intake_floor(self, files: Sequence[str]) -> Measurement:
        families = next(f for f in files if Path(f).name.startswith("keluarga"))
        members = next(f for f in files if Path(f).name.startswith("anggota"))
        return measured(
            "benchmarks.floor_intake", [families, members, str(self.work / "floor_intake")]
        )

    def published(self) -> list[Line]:
        """The run, and its publication beside COPY without keys."""
        home = ["--home", str(self.home)]
        run = measured(DESIL, ["run", "--quiet", *home])
        folder = next(p for p in self.home.glob("runs/*") if (p / "manifest.json").is_file())
        tables = json.loads((folder / "manifest.json").read_text())["tables"]
        made = sum(t["rows"] for t in tables)
        published = {table.name for table in REQUIRED}
        rows = sum(t["rows"] for t in tables if t["name"] in published)
        floor = measured("benchmarks.floor_publish", [str(self.work / "floor"), str(folder)])
        took = measured(DESIL, ["publish", "--quiet", *home])
        recap = measured(DESIL, ["recap", "--recount", *home])
        return [
            Line("run: register and links of all sources", made, run),
            Line("publish: COPY, every index, recap, switch", rows, took, "60 s, 6 GiB", floor),
            Line("recap --recount: counted afresh from the rows", rows, recap),
        ]


def _page(lines: Sequence[Line], scale: float) -> str:
    processor = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    rows = "\n".join(f"| {' | '.join(line.cells())} |" for line in lines)
    return (
        "# Measurements\n\nWritten by `make bench`. Each stage is the command that a user types, "
        "in a process of its own; memory is the peak of the whole process tree, PostgreSQL "
        "included. "
        "The floor of intake is DuckDB reading the same files with declared types and writing "
        "Parquet with no checks; that of publication is PostgreSQL's COPY of the same rows into "
        "tables with no keys, on a server of its own. Machines are noisy: read the ratios.\n\n"
        f"Scale {scale:g} of the made-up city; {platform.system()}, {processor}.\n\n"
        f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}\n{rows}\n"
    )


def main() -> None:
    """Run everything, print the table, write the page."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--folder", type=Path, help="where to work; default: a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as work:
        bench = Bench(Path(work), arguments.scale)
        lines = [*bench.made_city(), *bench.taken_in(), *bench.published()]
    page = _page(lines, arguments.scale)
    print(page)
    if arguments.scale == 1.0:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
