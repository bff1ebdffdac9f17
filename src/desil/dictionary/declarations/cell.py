"""YAML whose every value knows its file, line and column, read strictly by the caller's schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from desil.dictionary.declarations.place import Place, YamlFault, nearest
from desil.dictionary.declarations.yaml_reader import bounded_node
from desil.dictionary.label import Label

MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a file; each method reads it as one sort, or raises YamlFault."""

    node: yaml.Node
    file: str
    source: str

    @property
    def place(self) -> Place:
        """Where the value's text begins."""
        mark, style = self.node.start_mark, getattr(self.node, "style", None)
        if style in {"|", ">"}:
            lines = self.source.split("\n")
            first = lines[mark.line + 1] if mark.line + 1 < len(lines) else ""
            indent = len(first) - len(first.lstrip(" "))
            return Place(self.file, mark.line + 2, indent + 1, indent)
        quoted = 1 if style in {"'", '"'} else 0
        return Place(self.file, mark.line + 1, mark.column + 1 + quoted, 0)

    @property
    def is_mapping(self) -> bool:
        """Whether the value has keys."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written, as after `name:`."""
        return isinstance(self.node, yaml.ScalarNode) and not str(self.node.value).strip()

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    def fault(self, message: str, *, hint: str = "") -> YamlFault:
        """A YamlFault at this value."""
        return YamlFault(self.place, message, hint=hint)

    def entries(self, required: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, Cell]:
        """The values of a mapping by key; unknown, missing and doubled keys are refused."""
        found = self.any_entries()
        known = (*required, *optional)
        for key, cell in found.items():
            if key not in known:
                raise cell.fault(f"kunci '{key[:40]}' tidak dikenal", hint=nearest(key, known))
        missing = [k for k in required if k not in found]
        if missing:
            raise self.fault(
                f"kunci '{missing[0]}' belum ada", hint=f"Wajib: {', '.join(required)}"
            )
        return found

    def any_entries(self) -> dict[str, Cell]:
        """The values of a mapping whose keys are free; doubled keys are refused."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault(
                "di sini harus pasangan kunci: nilai", hint="Misalnya {id: ..., en: ...}."
            )
        found: dict[str, Cell] = {}
        for key_node, value in self.node.value:
            key = Cell(key_node, self.file, self.source).text()
            if key in found:
                raise Cell(key_node, self.file, self.source).fault(f"kunci '{key[:40]}' ganda")
            found[key] = Cell(value, self.file, self.source)
        return found

    def items(self) -> Iterator[Cell]:
        """The values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fault("di sini harus sebuah daftar")
        for node in self.node.value:
            yield Cell(node, self.file, self.source)

    def text(self) -> str:
        """The value as it is written."""
        if not isinstance(self.node, yaml.ScalarNode) or not str(self.node.value).strip():
            raise self.fault("di sini harus sebuah teks")
        if self.node.style == ">":
            raise self.fault("tulis dengan | agar baris dan kolomnya dapat disebut")
        return str(self.node.value).rstrip()

    def one_of(self, known: tuple[str, ...]) -> str:
        """A text out of a few."""
        told = self.text()
        if told not in known:
            raise self.fault(f"'{told[:40]}' tidak dikenal", hint=nearest(told, known))
        return told

    def whole(self, least: int, most: int) -> int:
        """A whole number within limits; thousands may be set apart by `_`."""
        told = self.text().replace("_", "")
        if not (told.isascii() and told.isdigit()) or not least <= int(told) <= most:
            raise self.fault(
                f"'{told[:20]}' bukan bilangan bulat yang diizinkan", hint=f"{least} sampai {most}."
            )
        return int(told)

    def truth(self) -> bool:
        """`true` or `false`."""
        return self.one_of(("true", "false")) == "true"

    def day(self) -> date:
        """A date of the calendar, written 2026-01-31."""
        told = self.text()
        try:
            return date.fromisoformat(told)
        except ValueError as fault:
            raise self.fault(
                f"tanggal '{told[:20]}' tidak ada", hint="Tulis 2026-01-31."
            ) from fault

    def label(self) -> Label:
        """A text in both languages: {id: …, en: …}."""
        found = self.entries(("id", "en"), ())
        return Label(found["id"].text(), found["en"].text())


def read_yaml(path: Path) -> Cell:
    """The one document of a file; YamlFault where it cannot be read."""
    return yaml_in(path.read_bytes(), path.name)


def yaml_in(raw: bytes, name: str) -> Cell:
    """The one document of the bytes of a file called `name`; YamlFault where it cannot be read."""
    if len(raw) > MOST_BYTES:
        raise YamlFault(Place(name), f"berkas ini {len(raw)} byte; paling banyak {MOST_BYTES}")
    try:
        source = raw.decode("utf-8")
        node = bounded_node(source)
    except (UnicodeDecodeError, RecursionError) as fault:
        raise YamlFault(Place(name), "berkas ini tidak dapat dibaca") from fault
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise YamlFault(
            place, "YAML ini tidak dapat dibaca", hint="Periksa indentasi dan titik dua."
        ) from fault
    if node is None:
        raise YamlFault(Place(name), "berkas ini kosong")
    return Cell(node, name, source)
