"""A statistician installs `desil[modelling]`: no Django, no PostgreSQL, the same model."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from desil.cli.main import app

# Refuses what is not named on the command line, as if it were not installed, and runs a command.
PROGRAM = """
import sys
refused = set(sys.argv.pop(1).split(","))
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in refused:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
from desil.cli.main import main
main()
"""
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(distribution: str, extra: str = "") -> Iterator[str]:
    """What a distribution requires, with the marks of one extra."""
    try:
        lines = requires(distribution) or []
    except PackageNotFoundError:  # a mark of another platform
        return
    for line in lines:
        name, _, marks = line.partition(";")
        of_extra = re.search(r"""extra\s*==\s*['"]([^'"]+)""", marks)
        if of_extra is None or of_extra.group(1) == extra:
            found = _NAME.match(name)
            assert found
            yield _plain(found.group())


def installed_with(extra: str) -> set[str]:
    """The distributions that `desil[extra]` brings, theirs included."""
    done, open_ones = {"desil"}, list(_required("desil", extra))
    while open_ones:
        name = open_ones.pop()
        if name not in done:
            done.add(name)
            open_ones += _required(name)
    return done


def absent_with(extra: str) -> set[str]:
    """The modules that are not there when only `desil[extra]` is installed."""
    there = installed_with(extra)
    return {
        module
        for module, owners in packages_distributions().items()
        if not there & set(map(_plain, owners))
    }


def run(*words: str, extra: str = "modelling") -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DESIL"))}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, ",".join(absent_with(extra)), *words],
        env=clean, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = np.random.default_rng(3)
    size, car = rng.integers(1, 8, 240), rng.integers(1, 3, 240)
    spending = np.exp(13 - 0.4 * car - 0.1 * size + rng.normal(0, 0.3, 240)).round(2)
    path = tmp_path_factory.mktemp("survey") / "susenas.csv"
    columns = {"kapita": spending, "aset_bergerak_mobil": car, "jumlah_anggota_keluarga": size}
    pl.DataFrame(columns).write_csv(path)
    return path


def test_the_modelling_part_has_neither_django_nor_a_driver_of_postgresql() -> None:
    there = installed_with("modelling")
    assert {"scikit-learn", "lightgbm", "pyreadstat", "duckdb"} <= there
    assert {"django", "psycopg", "granian", "splink", "typst", "faker"} & there == set()
    assert {"django", "psycopg", "granian", "splink", "typst", "faker"} <= installed_with("office")


def test_a_model_is_fitted_without_the_office_and_is_the_same(survey: Path, tmp_path: Path) -> None:
    words = ["ranking", "fit", str(survey), "--welfare", "kapita", "--model", "ols",
             "--register-facts", "--out"]  # fmt: skip
    done = run(*words, str(tmp_path / "alone"))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert CliRunner().invoke(app, [*words, str(tmp_path / "whole")]).exit_code == 0
    files = {p.name: p.read_bytes() for p in (tmp_path / "alone").iterdir()}
    assert files == {p.name: p.read_bytes() for p in (tmp_path / "whole").iterdir()}
    assert "model.yaml" in files


def test_models_are_judged_without_the_office(survey: Path) -> None:
    done = run("ranking", "evaluate", str(survey), "--welfare", "kapita", "--model", "ols",
               "--repeats", "1", "--draws", "50", "--json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) == {"ols"}


@pytest.mark.parametrize("words", [("serve",), ("run",), ("ranking", "models")])
def test_a_command_of_the_office_says_what_to_install(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 6
    assert "desil[office]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_survey_that_is_not_there_is_said_plainly_without_the_office(tmp_path: Path) -> None:
    done = run("ranking", "fit", str(tmp_path / "no.csv"), "--welfare", "x", "--out", "model")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
