"""Why a criterion's truth is not known: the words of it whose value is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desil.dictionary.label import Label
from desil.eligibility.expression import tree


@dataclass(frozen=True, slots=True)
class Cause:
    """A word that may be missing, and the SQL that says it is."""

    fact: str
    label: Label
    is_missing: str


NO_MEMBER = Cause("members", Label("anggota keluarga", "the members"), "true")


def _cause(node: tree.Node) -> Cause | None:
    match node:
        case tree.Said():
            return Cause(node.word.name, node.word.label, f'"{node.word.name}" is null')
        case tree.HasCode():
            column = f'"{node.word.name}"'
            clear = ", ".join(map(str, (*node.holds, *node.fails)))
            missing = f"{column} is null"
            if not node.is_clear:
                missing = f"({missing} or {column} not in ({clear}))"
            return Cause(node.word.name, node.word.label, missing)
        case _:
            return None


def causes_of(node: tree.Node) -> Iterator[Cause]:
    """The words of a node in reading order, each once; those asked of members among them."""
    seen: set[str] = set()
    for part in tree.nodes_of(node):
        cause = _cause(part)
        if cause is not None and cause.fact not in seen:
            seen.add(cause.fact)
            yield cause


def first_missing(causes: list[Cause], numbers: list[int]) -> str:
    """SQL that gives the number of the first missing word."""
    cases = " ".join(f"when {c.is_missing} then {n}" for c, n in zip(causes, numbers, strict=True))
    return f"case {cases} end" if cases else "cast(null as integer)"
