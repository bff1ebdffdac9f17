"""The house stays pleasant: floors, sizes, names."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "desil"
SOURCES = [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "core", "service",
                "services", "manager", "managers"}  # fmt: skip
LONGEST_FILE = 300
LONGEST_FOLDER = 16


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_rooms_import_only_downwards() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    asked = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stdout


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_import_stands_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


@pytest.mark.parametrize("pattern", ["*.py", "*.sql", "*.html", "*.css"])
def test_files_stay_short(pattern: str) -> None:
    lengths = {_name(p): len(p.read_text(encoding="utf-8").splitlines())
               for p in PACKAGE.rglob(pattern)}  # fmt: skip
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_names_say_what_a_file_makes() -> None:
    assert [_name(p) for p in PACKAGE.rglob("*") if p.stem in SAYS_NOTHING] == []


def test_folders_stay_small() -> None:
    folders = {p.parent for p in SOURCES}
    crowded = {_name(f): len(list(f.glob("*.py"))) for f in folders}
    assert {name: n for name, n in crowded.items() if n > LONGEST_FOLDER} == {}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.sql")), ids=_name)
def test_sql_says_what_one_row_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("-- ")
