"""Whether two versions of the code make the same tables from the same deliveries.

`python -m benchmarks.same_tables COMMIT`: the made-up city is taken in and run by the code of
COMMIT and by the code here, in the same environment; every table of every run is compared by its
SHA-256. For refactoring: what differs belongs into the changelog.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
_COMMAND = "from desil.cli.main import main; main()"


def _demo(source: Path, home: Path, scale: str) -> None:
    command = [sys.executable, "-c", _COMMAND, "demo", "--scale", scale, "--no-serve"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DESIL"))}
    environment = {**clean, "PYTHONPATH": str(source / "src")}
    command += ["--home", str(home), "--quiet"]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _git(*words: str) -> None:
    subprocess.run([shutil.which("git") or "git", *words], cwd=ROOT, check=True)


def _tables(home: Path) -> dict[str, str]:
    """The SHA-256 of each table, by the run's place in time and the table's name."""
    found = {}
    manifests = [json.loads(p.read_text()) for p in (home / "runs").glob("*/manifest.json")]
    for place, manifest in enumerate(sorted(manifests, key=lambda m: m["made_at"])):
        for table in manifest["tables"]:
            found[f"{place + 1} {table['name']}"] = table["sha256"]
    return found


def main() -> int:
    """Print each table that differs; 1 when any does."""
    commit, scale = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "0.02"
    with tempfile.TemporaryDirectory(prefix="desil-same-") as folder:
        before = Path(folder) / "before"
        _git("worktree", "add", "-q", "--detach", str(before), commit)
        try:
            _demo(before, Path(folder) / "home-before", scale)
            _demo(ROOT, Path(folder) / "home-after", scale)
            old, new = (_tables(Path(folder) / f"home-{side}") for side in ("before", "after"))
        finally:
            _git("worktree", "remove", "--force", str(before))
    differing = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    print(f"{len(old)} tables before, {len(new)} after, {len(differing)} differ")
    for name in differing:
        print(f"  {name}")
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())
