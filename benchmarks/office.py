"""The office of a full city, alone and under load (`make bench-office ARGS="--home HOME ..."`).

Serves a home that is published already, signs in as one of its users, and keeps a steady mix of
requests: of one member of staff for a minute or two, then of many for some minutes. Writes
docs/benchmarks-office.md; exit code 1 when a request failed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import duckdb

from desil.engine.manifest import manifests

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks-office.md"
GOALS = {"look-up by NIK": 50, "search by name": 300, "family page": 150, "overview": 200}
_PEOPLE = 500
_HURRY = 8  # requests a second of one member of staff, one after another


def _sample(home: Path) -> dict[str, list[str]]:
    """NIKs and names of people drawn by hash from the newest run."""
    run = [m for m in manifests(home / "runs") if not m.recipe.is_shadow][-1]
    person = str(home / "runs" / run.run_id / "person.parquet")
    with duckdb.connect() as database:
        rows = database.execute(
            "select nik, name from read_parquet($path) order by hash(nik) limit $most",
            {"path": person, "most": _PEOPLE},
        ).fetchall()
    return {"nik": [nik for nik, _ in rows], "name": [name for _, name in rows]}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/masuk/"):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the office did not start")


def _load(
    address: str,
    work: Path,
    arguments: argparse.Namespace,
    *,
    rate: int,
    minutes: float,
    pace: float,
) -> list[dict[str, str]]:
    sample = work / "sample.json"
    sample.write_text(json.dumps(_sample(arguments.home)))
    stem = work / "load"
    command = [
        sys.executable, "-m", "locust", "-f", str(ROOT / "benchmarks" / "office_locustfile.py"),
        "--headless", "--host", address, "--users", str(rate),
        "--spawn-rate", "1", "--run-time", f"{round(minutes * 60)}s", "--csv", str(stem),
        "--only-summary", "--loglevel", "WARNING",
    ]  # fmt: skip
    told = {
        "DESIL_LOAD_USER": arguments.user,
        "DESIL_LOAD_PASSWORD": arguments.password,
        "DESIL_LOAD_SAMPLE": str(sample),
        "DESIL_LOAD_PACE": str(pace),
    }
    subprocess.run(command, env={**os.environ, **told}, check=False, stdout=subprocess.DEVNULL)
    with Path(f"{stem}_stats.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _table(rows: list[dict[str, str]]) -> str:
    lines = "".join(
        f"| {r['Name']} | {int(r['Request Count']):,} | {r['Failure Count']} | {r['50%']} |"
        f" {r['95%']} | {r['99%']} | {GOALS.get(r['Name'], '-')} |\n"
        for r in rows
    )
    return (
        "| request | count | failed | p50 ms | p95 ms | p99 ms | goal p95 ms |\n"
        f"|---|---|---|---|---|---|---|\n{lines}"
    )


def _page(
    alone: list[dict[str, str]],
    rows: list[dict[str, str]],
    arguments: argparse.Namespace,
    load: float,
) -> str:
    rate = sum(int(r["Request Count"]) for r in rows[:-1]) / (arguments.minutes * 60)
    return (
        "# The office, alone and under load\n\nWritten by `make bench-office` on the full "
        "made-up city, signing in included; reads are recorded in the log. "
        "The load is made on the same machine and takes its share of it.\n\n"
        f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}. Load average when it began: {load:.1f}.\n\n"
        f"## One member of staff, one request after another, {arguments.alone:g} minutes\n\n"
        f"{_table(alone)}\n"
        f"## {arguments.rate} members of staff, {arguments.minutes:g} minutes: "
        f"{rate:.0f} requests a second\n\n{_table(rows)}"
    )


def main() -> None:
    """Serve, load, print and write the page."""
    parser = argparse.ArgumentParser(prog="make bench-office")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--alone", type=float, default=2, help="minutes of one member of staff")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=int, default=50)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    port = _free_port()
    desil = Path(sys.executable).with_name("desil")
    served = subprocess.Popen(
        [desil, "serve", "--home", arguments.home, "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        with tempfile.TemporaryDirectory() as folder:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            work = Path(folder)
            alone = _load(address, work, arguments, rate=1, minutes=arguments.alone, pace=_HURRY)
            rows = _load(
                address, work, arguments, rate=arguments.rate, minutes=arguments.minutes, pace=1
            )
    finally:
        served.terminate()
        served.wait(60)
    page = _page(alone, rows, arguments, load)
    print(page)
    PAGE.write_text(page, encoding="utf-8")
    if any(int(r["Failure Count"]) for r in (*alone, *rows)):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
