"""A source's reference page: what it is, what its files look like, what is concluded from it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.sources.layout import LayoutColumn, Unit
from desil.sources.source import Source

LANGUAGES = ("id", "en")


@cache
def _words() -> dict[str, dict[str, str]]:
    file = resources.files("desil.sources").joinpath("words.yaml")
    words: dict[str, Any] = bounded_yaml(file.read_text(encoding="utf-8"))
    return words


def _word(name: str, language: str) -> str:
    return _words()[name][language]


def _row(*cells: object) -> str:
    texts = (str(c).replace("|", "\\|").replace("<", "&lt;") for c in cells)
    return f"| {' | '.join(texts)} |\n"


def _column_row(column: LayoutColumn, language: str) -> str:
    return _row(
        f"`{column.header}`",
        ", ".join(f"`{h}`" for h in column.headers[1:]) or "-",
        f"`{column.name}`",
        column.kind,
        _word("required" if column.required else "optional", language),
        _word(f"fault_{column.on_fault.value}", language),
    )


def _unit_text(unit: Unit, language: str) -> str:
    names = ("header", "other_headers", "name", "kind", "cell", "on_fault")
    head = [_word(n, language) for n in names]
    rows = "".join(_column_row(column, language) for column in unit.columns)
    return f"### {unit.name} ({unit.label})\n\n{_row(*head)}{_row(*('---' for _ in head))}{rows}\n"


def source_reference(source: Source, language: str) -> str:
    """Return the Markdown text of a source's reference in `language` ("id" or "en")."""
    flags = ("repeats_nobody", "shows_residents", "names_the_owner", "meets_households")
    facts = [
        source.caveats.in_language(language),
        f"{_word('publisher', language)}: {source.publisher}." if source.publisher else "",
        _word(f"role_{source.role.value}", language),
        _word("linked" if source.is_linked else "not_linked", language),
        *(_word(flag, language) for flag in flags if getattr(source, flag)),
        _word("form_codes" if source.layout.in_form_codes else "register_codes", language),
    ]
    listed = "".join(f"- {fact}\n" for fact in facts if fact)
    units = "".join(_unit_text(unit, language) for unit in source.layout.units)
    return f"## `{source.name}`: {source.label.in_language(language)}\n\n{listed}\n{units}"
