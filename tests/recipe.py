"""A recipe of docs/how-to/developer, followed in a copy of the house: its blocks are read from the
page itself. A block is headed by what to do with it:

    Write `PATH`:                          a new file
    In `PATH`, after `LINE`:               below the one line that holds this text
    In `PATH`, instead of `LINE`:          in place of that line
    At the end of `PATH`:                  below all
    Run:                                   a shell block; the next block after `It prints:` has
                                           lines that must be in the output
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RECIPES = ROOT / "docs" / "how-to" / "developer"
_COPIED = ("src", "tests", "docs", "pyproject.toml")
_LEFT_OUT = shutil.ignore_patterns("images", ".pytest_cache", "golden")
_BLOCK = re.compile(
    r"^(?P<words>Write|In|At the end of|Run|It prints)"
    r"(?: `(?P<path>[^`]+)`)?(?:, (?P<where>after|instead of) `(?P<line>[^`]+)`)?:\n+"
    r"```\w*\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_WRITTEN_BY_COMMANDS = {".md", ".po", ".mo"}
_LONGEST_SECONDS = 240


def _link(source: str, target: str) -> None:
    """A hard link, or a copy where commands write into the file itself or links cannot be made."""
    try:
        if Path(source).suffix in _WRITTEN_BY_COMMANDS:
            raise OSError
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def copy_of_the_house(folder: Path) -> Path:
    """Link what recipes need of the checkout into `folder`; steps never write through a link."""
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, copy_function=_link, ignore=_LEFT_OUT)
        else:
            shutil.copy2(source, folder / name)
    return folder


def _put(path: Path, text: str) -> None:
    """A new file in the place of a linked one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")


def _edited(path: Path, step: re.Match[str]) -> str:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [n for n, line in enumerate(lines) if step["line"] in line]
    assert len(places) == 1, f"{path.name} has {len(places)} lines with {step['line']!r}"
    first = places[0] + (step["where"] == "after")
    lines[first : places[0] + 1] = [step["text"]]
    return "".join(lines)


def _output(command: str, folder: Path) -> str:
    """What a shell block prints; AssertionError where it fails."""
    bin_folder = Path(sys.executable).parent
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DESIL_", "DJANGO_", "PYTEST_", "PYTHON", "COLUMNS"))
    } | {
        "PATH": f"{bin_folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(folder / "src"),
        "COLUMNS": "200",
    }
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder, env=variables, capture_output=True, text=True, check=False,
        timeout=_LONGEST_SECONDS,
    )  # fmt: skip
    assert run.returncode == 0, f"{command}\n{run.stdout}\n{run.stderr}"
    return run.stdout


def _plain(text: str) -> str:
    return " ".join(text.split())


def follow(page: Path, folder: Path) -> None:
    """Do what a page says in a copy of the house; AssertionError at the first step that fails."""
    printed, steps = "", 0
    for step in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        steps += 1
        path = folder / (step["path"] or "")
        if step["words"] == "Run":
            printed = _output(step["text"], folder)
        elif step["words"] == "It prints":
            lines = {_plain(line) for line in printed.splitlines()}
            missing = [line for line in step["text"].splitlines() if _plain(line) not in lines]
            assert not missing, f"not printed: {missing}\n{printed}"
        elif step["words"] == "Write":
            assert not path.exists(), f"{step['path']} is there already"
            _put(path, step["text"])
        elif step["words"] == "In":
            _put(path, _edited(path, step))
        else:
            _put(path, path.read_text(encoding="utf-8") + step["text"])
    assert steps, f"{page.name} has no steps"


def written_files(page: Path) -> dict[str, str]:
    """The files that a page writes anew, by their paths."""
    steps = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return {step["path"]: step["text"] for step in steps if step["words"] == "Write"}
