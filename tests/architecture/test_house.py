"""The house stays pleasant: floors, sizes, names. Each rule is one test that lists all breaches."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desil.config import sign_in
from tests.architecture.house_numbers import duckdb_without_reason, names_without_noun, says_no_noun

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "desil"
TESTS = ROOT / "tests"
SOURCES = [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "core", "service",
                "services", "manager", "managers"}  # fmt: skip
LONGEST_FILE = 300
LONGEST_FOLDER = 16
# The fixtures of a session; only tests/conftest.py may name them.
SHARED_FIXTURES = {"server", "empty_register", "filled", "filling"}
THEIR_MODULES = {"tests.register_server", "tests.filled_registers"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports_inside_functions(path: Path) -> Iterator[int]:
    """The lines of the imports inside functions of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    for function in functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node.lineno


def _imported_fixtures(path: Path) -> set[str]:
    """The shared fixtures that a test file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in THEIR_MODULES
        for alias in node.names
    } & SHARED_FIXTURES


def test_rooms_import_only_downwards() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    asked = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stdout


def test_no_import_stands_inside_a_function() -> None:
    assert [f"{_name(p)}:{n}" for p in SOURCES for n in _imports_inside_functions(p)] == []


@pytest.mark.parametrize("pattern", ["*.py", "*.sql", "*.html", "*.css"])
def test_files_stay_short(pattern: str) -> None:
    lengths = {_name(p): len(p.read_text(encoding="utf-8").splitlines())
               for folder in (PACKAGE, TESTS) for p in folder.rglob(pattern)}  # fmt: skip
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_names_say_what_a_file_makes() -> None:
    assert [_name(p) for p in PACKAGE.rglob("*") if p.stem in SAYS_NOTHING] == []


def test_folders_stay_small() -> None:
    folders = {p.parent for p in SOURCES}
    crowded = {_name(f): len(list(f.glob("*.py"))) for f in folders}
    assert {name: n for name, n in crowded.items() if n > LONGEST_FOLDER} == {}


def test_sql_says_what_one_row_is() -> None:
    files = sorted(PACKAGE.rglob("*.sql"))
    assert files
    assert [_name(p) for p in files if not p.read_text(encoding="utf-8").startswith("-- ")] == []


def test_a_session_of_tests_has_one_postgresql_server() -> None:
    """An imported fixture is a second fixture: with it comes a second server."""
    importers = {_name(p) for p in TESTS.rglob("*.py") if _imported_fixtures(p)}
    assert importers == {"tests/conftest.py"}


def test_cheap_passwords_are_for_tests_only() -> None:
    assert sign_in.PASSWORD_HASHERS[0].endswith(".ScryptPasswordHasher")
    assert not [h for h in sign_in.PASSWORD_HASHERS if "MD5" in h]


def test_one_place_decides_who_may_open_folders() -> None:
    """Others make folders with `make_private_folder`; these three make no folder of a home, or
    with rights that PostgreSQL asks for."""
    allowed = {"src/desil/engine/private_files.py", "src/desil/database/server/initdb.py",
               "src/desil/open_data/folder/writing.py"}  # fmt: skip
    makers = {_name(p) for p in SOURCES if re.search(r"\.mkdir\(|makedirs", p.read_text("utf-8"))}
    assert {m for m in makers if not m.startswith("src/desil/synthetic/")} <= allowed


def test_nothing_is_read_that_can_run_code() -> None:
    """Pickles and their kin run what they name; values are JSON, YAML's plain part, or Parquet."""
    forbidden = re.compile(
        r"\b(pickle|joblib|cloudpickle|dill|shelve|marshal)\b|yaml\.(load|unsafe_load|full_load)\("
        r"|allow_pickle|\b(eval|exec)\(|db\.DatabaseCache|PickleSerializer"
    )
    assert [_name(p) for p in SOURCES if forbidden.search(_code_of(p))] == []


def _code_of(path: Path) -> str:
    """The text of a module without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return ast.unparse(_WithoutDocstrings().visit(tree))


class _WithoutDocstrings(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.Expr | ast.Pass:
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return ast.Pass() if is_text else node


def test_every_command_can_be_loaded_before_a_register_is_open() -> None:
    """Django models can be named only once a register is open: a command module that imports
    one ends every command in a traceback. Tests have Django set up; another process has not."""
    program = (
        "from importlib import import_module\n"
        "from desil.cli.command_group import COMMANDS\n"
        "for module, name in COMMANDS.values():\n"
        "    getattr(import_module(module), name)\n"
    )
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DESIL"))}
    asked = subprocess.run(
        [sys.executable, "-c", program], env=clean, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr[-2000:]


def test_a_moment_becomes_a_day_in_one_place() -> None:
    """`.date()` of a moment in UTC is yesterday until seven in the morning."""
    allowed = {
        "dictionary/calendar/office_day.py",
        "intake/spreadsheets/texts.py",  # cells of a sheet, which know no zone
        "intake/checks/whole_delivery.py",  # the latest day anywhere
    }
    days = re.compile(r"\.date\(\)|date\.today\(\)")
    found = {p.relative_to(PACKAGE).as_posix() for p in SOURCES if days.search(p.read_text())}
    assert found - allowed == set()


def test_parts_that_commands_name_are_there() -> None:
    """Commands name parts of the office by text, since Django is not open when they load."""
    rooms = {"case_part": "cases", "office_part": "accounts"}
    missing = []
    for path in SOURCES:
        for call, name in re.findall(r'(case_part|office_part)\("([\w.]+)"\)', path.read_text()):
            module, part = f"{rooms[call]}.{name}".rsplit(".", 1)
            file = PACKAGE / module.replace(".", "/")
            texts = [p for p in (file.with_suffix(".py"), file / "__init__.py") if p.is_file()]
            if not any(re.search(rf"\b{part}\b", p.read_text()) for p in texts):
                missing.append(f"{_name(path)}: {name}")
    assert missing == []


def test_names_are_nouns_and_verbs_and_no_bare_participles() -> None:
    """A file, function or class is named by what it provides: `kept_list`, never `kept`."""
    assert list(names_without_noun()) == []


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [("kept", True), ("_told_of", True), ("FoundAgain", True), ("is_known", True),
     ("kept_list", False), ("founding", False), ("unknown", False), ("beyond_reading", True),
     ("deeds_of_land", False), ("what_deed", True), ("insight", False)],
)  # fmt: skip
def test_a_name_without_a_noun_is_recognised(name: str, is_refused: bool) -> None:
    assert says_no_noun(name) == is_refused


def test_the_engine_is_the_door_to_duckdb() -> None:
    """Others take `Connection` from `engine.database`, or say beside the import why not."""
    assert list(duckdb_without_reason()) == []
