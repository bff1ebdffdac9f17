"""Write the reference pages that are made from the dictionary and the commands.

Run `make docs`; a test fails when a page is older than what it is made from.
"""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from typer import Context
from typer.core import TyperArgument, TyperGroup

import desil
from desil.cli.main import app
from desil.config.variables import INTERNAL, environment_variables
from desil.dictionary.codelist import CodeList
from desil.dictionary.column import Column, Table
from desil.dictionary.columns.notes import column_notes
from desil.dictionary.declared_results import STAGES
from desil.dictionary.result_table import ResultColumn, ResultTable
from desil.dictionary.results import RESULT_TABLES
from desil.dictionary.tables import FAMILY, PERSON
from desil.engine.sql_file import tables_read
from desil.errors import ERROR_KINDS
from desil.intake.rules import rules
from desil.sources.catalogue import catalogue
from desil.sources.reference import source_reference

Command = Any  # Typer's own copy of click has no public types
FOLDER = Path(__file__).parent / "reference"
PACKAGE = Path(desil.__file__).parent
_STAGED = ("linkage", "ranking", "eligibility", "plausibility")
MADE = "<!-- Made by `make docs`; edits here are lost. -->\n\n"


def _row(*cells: object) -> str:
    texts = (str(c).replace("|", "\\|").replace("<", "&lt;") for c in cells)
    return f"| {' | '.join(texts)} |\n"


def _head(*names: str) -> str:
    return _row(*names) + _row(*("---" for _ in names))


def _column_row(column: Column) -> str:
    kind = f"{column.kind} `{column.codes.name}`" if column.codes else str(column.kind)
    limits = "" if column.minimum is None else f"{column.minimum} to {column.maximum}"
    return _row(
        f"`{column.name}`",
        f"`{column.dtsen_name}`",
        ", ".join(f"`{a}`" for a in column.aliases) or "-",
        column.label.id,
        column.label.en,
        kind,
        f"{limits} {column.unit}".strip() or "-",
        column.sensitivity,
    )


def _table_page(table: Table) -> str:
    heading = f"## {table.label.en} ({table.label.id}): {len(table.columns)} columns\n\n"
    names = ("name", "DTSEN header", "other headers", "Indonesian", "English", "kind", "limits",
             "sensitivity")  # fmt: skip
    notes = _head("name", "what it means", "who fills it in", "what is often wrong") + "".join(
        _row(f"`{c.name}`", note.means.en, note.filled_by.en, note.wrong.en)
        for c in table.columns
        for note in (column_notes()[c.name],)
    )
    rows = "".join(map(_column_row, table.columns))
    return f"{heading}{_head(*names)}{rows}\n### In words\n\n{notes}\n"


def _code_list(codes: CodeList) -> str:
    lines = [f"## `{codes.name}`\n\n", _head("register", "form", "Indonesian", "English")]
    lines += [
        _row(c.value, codes.form_code_of(c.value), c.label.id, c.label.en) for c in codes.codes
    ]
    lines += [
        _row(f"{c.value} = any of {sorted(c.members)}", "-", c.label.id, c.label.en)
        for c in codes.coarse
    ]
    return "".join(lines) + "\n"


def dictionary_page() -> str:
    """Every column and code list of the register."""
    lists = {c.codes.name: c.codes for t in (FAMILY, PERSON) for c in t.columns if c.codes}
    return (
        "# The data dictionary\n\n" + MADE + "Each column of the register, said once in "
        "`src/desil/dictionary`. Import, checks, the database, labels and export "
        "derive from it.\n\n"
        + _table_page(FAMILY)
        + _table_page(PERSON)
        + "# Code lists\n\nA code of 101 or above is a coarse answer: a set of codes.\n\n"
        + "".join(map(_code_list, lists.values()))
    )


def _parameters(command: Command) -> Iterator[str]:
    for parameter in command.params:
        names = [*parameter.opts, *parameter.secondary_opts]
        if isinstance(parameter, TyperArgument):
            names = [parameter.metavar or parameter.name or ""]
        if "--help" not in names:
            yield _row(" / ".join(f"`{n}`" for n in names), parameter.help or "")


def _commands(command: Command, name: str = "") -> Iterator[tuple[str, Command]]:
    """Each command that can be run, with the words that call it, by name."""
    if not isinstance(command, TyperGroup):
        yield name, command
        return
    context = Context(command)
    for word in sorted(command.list_commands(context)):
        yield from _commands(command.get_command(context, word), f"{name} {word}".strip())


def commands_page() -> str:
    """Every command with its arguments and options, and the exit codes."""
    parts = ["# The commands\n\n", MADE]
    parts += [
        "`desil --language en …` answers in English, `--language id` in Indonesian; without it the "
    ]
    parts += ["locale decides. `desil --language en … --help` is the help in English.\n\n"]
    for name, command in _commands(typer.main.get_command(app)):
        parts += [f"## `desil {name}`\n\n{command.help}\n\n", _head("parameter", "what it is")]
        parts += [*_parameters(command), "\n"]
    parts += ["# Exit codes\n\n", _head("code", "kind", "meaning"), _row(0, "-", "It worked.")]
    parts += [
        _row(k.exit_code, k.kind, (k.__doc__ or "").strip().splitlines()[0]) for k in ERROR_KINDS
    ]
    return "".join(parts)


def sources_page() -> str:
    """The sources that a city receives lists from, and the layout of each."""
    return (
        "# Sources and their layouts\n\n" + MADE + "Headers are compared on letters and digits "
        "only. A faulty cell either quarantines its row or is cleared and told of.\n\n"
        + "".join(source_reference(s, "en") for s in catalogue().sources.values())
    )


def rules_page() -> str:
    """The rules that a row, a cell or a line can break."""
    rows = "".join(_row(f"`{r.code}`", r.kind, r.says, r.what_to_do) for r in rules().values())
    return "# Rules of intake\n\n" + MADE + _head("rule", "kind", "what is said", "to do") + rows


_ENDS = {"family_number": "family", "nik": "person"}


def _declared_row(column: ResultColumn, table: ResultTable) -> str:
    marks = ("key" * (column.name in table.key), "never empty" * column.is_complete)
    return _row(
        f"`{column.name}`",
        column.arrow_type,
        column.label.id,
        column.label.en,
        column.sensitivity,
        ", ".join(mark for mark in marks if mark) or "-",
    )


def _declared_table(table: ResultTable) -> str:
    published = f"published, seen by {table.published}" if table.published else "in the run only"
    note = f" {table.note.en}" if table.note else ""
    rows = "".join(_declared_row(column, table) for column in table.columns)
    village = "\nPublished rows carry the `village_code` of their family.\n" * table.gains_village
    return (
        f"### `{table.name}`\n\nOne row is {table.rows.en} (*{table.rows.id}*).{note}\n\n"
        f"Key: {', '.join(f'`{name}`' for name in table.key)}; {published}"
        f"{', may be absent' * table.is_optional}.\n\n"
        + _head("column", "type", "Indonesian", "English", "privacy", "") + rows + village + "\n"
    )  # fmt: skip


def _entity_diagram() -> str:
    lines = ["erDiagram"]
    for table in RESULT_TABLES:
        lines += [f"  {table.name} {{", *(f"    {table.column(k).arrow_type} {k} PK"
                                          for k in table.key), "  }"]  # fmt: skip
        lines += [
            f"  {end} ||--o{{ {table.name} : {key}"
            for key, end in _ENDS.items()
            if key in table.schema.names and table.name != end
        ]
    return "```mermaid\n" + "\n".join(lines).replace("[day]", "") + "\n```\n\n"


def data_model_page() -> str:
    """Every result table: its rows, key, columns and privacy classes."""
    parts = ["# Data model\n\n", MADE, "The tables that a run writes and a publication holds, as "]
    parts += [
        "`dictionary/data/result_tables/` declares them. Columns, privacy classes and who sees "
    ]
    parts += ["the rows follow the diagram: "]
    parts += [", ".join(f"[{stage}](#{stage})" for stage in STAGES) + ".\n\n", _entity_diagram()]
    for stage in STAGES:
        parts.append(f"## {stage.capitalize()}\n\n")
        parts += [_declared_table(table) for table in RESULT_TABLES if table.stage == stage]
    return "".join(parts).rstrip("\n") + "\n"


def lineage_page() -> str:
    """What each query of the pipeline reads, from the headers of its SQL files."""
    declared = {table.name for table in RESULT_TABLES}
    queries = {
        path.stem: (path.relative_to(PACKAGE).as_posix(), tables_read(path.read_text("utf-8")))
        for path in sorted(PACKAGE.rglob("*.sql"))
    }
    lines, rows = ["flowchart LR"], []
    for table in RESULT_TABLES:
        file, reads = queries.get(table.name, ("Python", None))
        rows.append(
            _row(f"`{table.name}`", table.stage, f"`{file}`", ", ".join(sorted(reads or ())))
        )
        lines += [f"  {name} --> {table.name}" for name in sorted((reads or set()) & declared)]
    between = "".join(
        _row(f"`{name}`", file, ", ".join(sorted(reads)))
        for name, (file, reads) in sorted(queries.items())
        if reads and name not in declared and file.split("/")[0] in _STAGED
    )
    diagram = "```mermaid\n" + "\n".join(lines) + "\n```\n\n"
    return (
        "# Lineage\n\n" + MADE + "What each table is made from. The header of an SQL file names "
        "the tables that it reads; a test holds it to the statement.\n\n" + diagram
        + "## Result tables\n\n" + _head("table", "stage", "made by", "reads") + "".join(rows)
        + "\n## Queries between them\n\n" + _head("name", "file", "reads") + between
    )  # fmt: skip


def environment_page() -> str:
    """The environment variables, what each does, and what holds without it."""
    rows = "".join(
        _row(
            f"`{v.name}`",
            v.says.en,
            "set by desil" if v.value == INTERNAL else v.value.replace("_", " "),
            v.unset.en,
            "yes" if v.is_secret else "",
        )
        for v in environment_variables().values()
    )
    return (
        "# Environment variables\n\n" + MADE + "Declared in `src/desil/config/environment.yaml`. "
        "Empty is as good as unset. A command stops where a value is impossible; it never shows a "
        "secret one.\n\n"
        + _head("variable", "what it does", "value", "without it", "secret")
        + rows
    )


def specifications_page() -> str:
    """The tables that the spec tests run."""
    maker = runpy.run_path(str(Path(__file__).with_name("specification_page.py")))
    return str(maker["specification_page"](MADE))


PAGES = {
    "specifications.md": specifications_page,
    "environment.md": environment_page,
    "data-model.md": data_model_page,
    "lineage.md": lineage_page,
    "dictionary.md": dictionary_page,
    "commands.md": commands_page,
    "sources.md": sources_page,
    "rules.md": rules_page,
}


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
