"""The house in numbers: what is said once, how often it is said. Run `make house`."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "desil"
LONGEST_FILE = 300
# Words that say what happened to a thing and not what it is; beside a noun they are welcome.
BARE_PARTICIPLES = frozenset(["told", "asked", "kept", "found", "known", "opened", "doubts"])
# Words that no noun mends. Names of tests are sentences, in which every word may stand.
NEVER_IN_NAMES = re.compile(
    r"(^|_)(handing_in|taking_in|doing|telling|glance|deed|clockwork|sight|instead|beyond"
    r"|pass_over)(_|$)"
)
_NAMED = ("*.py", "*.sql", "*.html", "*.yaml", "*.css", "*.js")
_PREPOSITIONS = frozenset(("of", "in", "by", "for", "as", "is", "again", "over", "now", "first"))


def sources() -> list[Path]:
    """The package's modules, without migrations."""
    return sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)


def name_of(path: Path) -> str:
    """A path as a reader of the repository writes it."""
    return path.relative_to(ROOT).as_posix()


def says_no_noun(name: str) -> bool:
    """Whether a name is made of participles and prepositions alone, as `told_of` is, or has a word
    that no noun mends."""
    snake = re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower().strip("_")
    words = set(snake.split("_")) - _PREPOSITIONS
    is_bare = bool(words) and words <= BARE_PARTICIPLES
    return is_bare or bool(NEVER_IN_NAMES.search(snake))


def _named_paths() -> Iterator[Path]:
    """Files and folders of the package, its tests and its benchmarks."""
    for folder in (PACKAGE, ROOT / "tests", ROOT / "benchmarks"):
        for pattern in _NAMED:
            for path in folder.rglob(pattern):
                yield path
                yield path.parent


def _definitions(path: Path) -> Iterator[str]:
    """The functions and classes of a module, filters and tags of templates by the name there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "register.filter":
            yield from (str(a.value) for a in node.args[:1] if isinstance(a, ast.Constant))


def names_without_noun() -> Iterator[str]:
    """Files, folders, functions and classes whose name says no noun."""
    for path in sorted(set(_named_paths())):
        if says_no_noun(path.name.split(".")[0].removeprefix("test_")):
            yield name_of(path)
        for name in _definitions(path) if path.suffix == ".py" else ():
            if not name.startswith("test_") and says_no_noun(name):
                yield f"{name_of(path)}: {name}"


def _matching(pattern: str, *, outside: str = "") -> Iterator[str]:
    wanted = re.compile(pattern, re.MULTILINE)
    for path in sources():
        name = name_of(path)
        if not (outside and name.startswith(outside)) and wanted.search(path.read_text("utf-8")):
            yield name


def duckdb_without_reason() -> Iterator[str]:
    """Modules outside the engine that import DuckDB itself, and no comment says why."""
    yield from _matching(r"^import duckdb$", outside="src/desil/engine/")


def duckdb_with_reason() -> Iterator[str]:
    """Modules outside the engine that import DuckDB itself, with the reason beside it."""
    yield from _matching(r"^import duckdb  # ", outside="src/desil/engine/")


def sql_loaders() -> Iterator[str]:
    """Modules that read the text of SQL files."""
    yield from _matching(r"\.sql\"(?!\w).*read_text|read_text.*\.sql\"|def sql_text\(")


def yaml_readers() -> Iterator[str]:
    """Modules that parse YAML."""
    yield from _matching(r"yaml\.(compose|load|safe_load)\(|get_single_data\(")


def result_table_lists() -> Iterator[str]:
    """Modules that make result tables."""
    yield from _matching(r"(return|= )\s*ResultTable\(")


def decile_cuts() -> Iterator[str]:
    """Files that say how a score becomes a decile."""
    for path in sorted(PACKAGE.rglob("*.sql")):
        if re.search(r"cutoff_[1-9] then", path.read_text(encoding="utf-8")):
            yield name_of(path)
    yield from _matching(r"score > cutoff|searchsorted\(.*cutoff|> \{row\}\.cutoff")


def long_files() -> Iterator[str]:
    """Files of more than `LONGEST_FILE` lines."""
    for pattern in ("*.py", "*.sql", "*.html", "*.css"):
        for path in sorted(PACKAGE.rglob(pattern)):
            if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE:
                yield name_of(path)


def broken_contracts() -> Iterator[str]:
    """Import contracts that do not hold: circles, and arrows upwards."""
    linter = Path(sys.executable).with_name("lint-imports")
    report = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    yield from (line.strip() for line in report.splitlines() if line.endswith(" BROKEN"))


COUNTED: dict[str, Callable[[], Iterator[str]]] = {
    "files over 300 lines": long_files,
    "import contracts broken": broken_contracts,
    "names without a noun": names_without_noun,
    "modules outside engine that import duckdb, no reason": duckdb_without_reason,
    "modules outside engine that import duckdb, a reason": duckdb_with_reason,
    "modules that load SQL files": sql_loaders,
    "modules that parse YAML": yaml_readers,
    "modules that make result tables": result_table_lists,
    "files that cut deciles": decile_cuts,
}


def lines_of(pattern: str) -> int:
    """How many lines the package's files of a kind have."""
    return sum(len(p.read_text(encoding="utf-8").splitlines()) for p in PACKAGE.rglob(pattern))


def main() -> None:
    """Print every number, and what it counts where that is short."""
    for label, counted in COUNTED.items():
        found = list(counted())
        print(f"{len(found):6}  {label}")
        for name in found[:12]:
            print(f"          {name}")
    for pattern in ("*.py", "*.sql", "*.yaml", "*.html", "*.css", "*.js"):
        print(f"{lines_of(pattern):6}  lines of {pattern}")


if __name__ == "__main__":
    main()
