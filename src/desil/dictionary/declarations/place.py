"""Where a declaration is wrong: file, line and column, and the nearest known word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from desil.errors import UsageFault


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: its file, and the line and column (from 1) of its first character.

    `indent` is the column (from 0) at which its further lines begin.
    """

    file: str = "kriteria"
    line: int = 1
    column: int = 1
    indent: int = 0

    def at(self, text: str, offset: int) -> Place:
        """The place of the character `offset` of `text`."""
        before = text[:offset]
        lines = before.count("\n")
        if lines == 0:
            return Place(self.file, self.line, self.column + offset, self.indent)
        behind = offset - before.rfind("\n")
        return Place(self.file, self.line + lines, self.indent + behind, self.indent)

    def __str__(self) -> str:
        return f"{self.file} baris {self.line} kolom {self.column}"


class YamlFault(UsageFault):
    """A declaration (source, programme, criterion) that is refused; `place` says where."""

    def __init__(self, place: Place, message: str, *, hint: str = "") -> None:
        super().__init__(f"{place}: {message}", hint=hint)
        self.place = place


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a criterion and where it stands."""

    text: str = ""
    place: Place = Place()

    def fault(self, at: int, message: str, *, hint: str = "") -> YamlFault:
        """A YamlFault at the character `at` of the text."""
        return YamlFault(self.place.at(self.text, at), message, hint=hint)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known words nearest to `word`; the first few where none is near."""
    names = sorted(set(known))
    near = get_close_matches(word.lower(), names, n=3, cutoff=0.6)
    if near:
        return f"Mungkin maksudnya: {', '.join(near)}."
    parts = {p for p in word.lower().split("_") if len(p) > 3}  # lantai_jenis: jenis_lantai_…
    alike = [n for n in names if parts & set(n.split("_"))][:4]
    if alike:
        return f"Mungkin maksudnya: {', '.join(alike)}."
    few = ", ".join(names[:8])
    return f"Yang dikenal antara lain: {few}." if few else ""
