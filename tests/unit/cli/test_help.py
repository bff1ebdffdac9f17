"""`desil --help` names every command in its own words, and loads none of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desil.cli.command_group import COMMANDS, _command, help_of


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_that_is_read_is_the_help_of_the_command(name: str) -> None:
    assert help_of(name)
    assert help_of(name).split() == (_command(name).help or "").split()


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
