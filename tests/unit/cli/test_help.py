"""`desil --help` names every command in its own words, and loads none of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desil.cli.command_group import COMMANDS, help_in_module, load_command
from desil.cli.ranking.group import RankingCommands

ALL = {**COMMANDS, **{f"ranking {n}": where for n, where in RankingCommands.modules.items()}}


@pytest.mark.parametrize("name", ALL)
def test_the_help_that_is_read_is_the_help_of_the_command(name: str) -> None:
    read = help_in_module(*ALL[name])
    assert read
    assert read.split() == (load_command(name, *ALL[name]).help or "").split()


HEAVY = ("pandas", "sklearn", "polars", "duckdb", "django")
LIGHT = [("--help", HEAVY), ("deliveries --help", ("pandas", "sklearn", "django.urls"))]


@pytest.mark.parametrize(("arguments", "unloaded"), LIGHT)
def test_help_loads_no_library_that_takes_seconds(
    arguments: str, unloaded: tuple[str, ...]
) -> None:
    program = (
        "import sys\nfrom desil.cli.main import app\n"
        f"try:\n    app({arguments.split()!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {unloaded!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"
