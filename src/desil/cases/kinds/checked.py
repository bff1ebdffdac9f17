"""Declarations read from YAML and held to their form, with errors that say where and what then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import PurePath

import yaml

from desil.dictionary.declarations.cell import Cell, yaml_in
from desil.dictionary.declarations.home_files import HomeFile
from desil.dictionary.declarations.place import YamlFault
from desil.dictionary.label import Label

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Declared:
    """A part of a declaration, read by name; what is not there counts as empty."""

    cell: Cell

    def fault(self, message: str, hint: str) -> YamlFault:
        """The error of this place."""
        return self.cell.fault(message, hint=hint)

    def _entries(self) -> Mapping[str, Cell]:
        return {} if self.cell.is_empty else self.cell.any_entries()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that stand here, in order."""
        return tuple(self._entries())

    @property
    def is_filled(self) -> bool:
        """Whether anything stands here."""
        return not self.cell.is_empty and bool(self.cell.node.value)

    def part(self, name: str) -> Declared:
        """What stands under a name; an empty mapping when it is not there."""
        nothing = yaml.MappingNode("tag:yaml.org,2002:map", [], self.cell.node.start_mark)
        empty = Cell(nothing, self.cell.file, self.cell.source)
        return Declared(self._entries().get(name, empty))

    def each(self) -> dict[str, Declared]:
        """Every part by its name."""
        return {name: Declared(cell) for name, cell in self._entries().items()}

    def only(self, *names: str) -> None:
        """YamlFault for a name that means nothing here."""
        for name, cell in self._entries().items():
            if name not in names:
                raise cell.fault(f"kunci '{name}' tidak dikenal.", hint=_choice(names))

    def _required(self, name: str, hint: str) -> Cell:
        cell = self._entries().get(name)
        if cell is None or cell.is_empty:
            raise self.fault(f"'{name}' belum diisi.", hint)
        return cell

    def label(self, name: str) -> Label:
        """A label in both languages."""
        return self._required(name, "Tulis {id: ..., en: ...}.").label()

    def label_or_none(self, name: str, *values: str) -> Label | None:
        """A label, or None when it is not there; YamlFault where it names a value (`{noun}`) that
        is none of `values`, or has a brace of its own."""
        if name not in self.names:
            return None
        label = self.label(name)
        try:
            for text in (label.id, label.en):
                text.format(**dict.fromkeys(values, ""))
        except (KeyError, IndexError, ValueError, AttributeError):
            hint = "Yang boleh dalam kurung kurawal: " + (", ".join(values) or "tidak ada")
            raise self.part(name).fault(f"'{name}' tidak dapat diisi.", hint) from None
        return label

    def flag(self, name: str) -> bool:
        """A yes or no; no when it is not there."""
        return name in self.names and self._entries()[name].truth()

    def chosen_name(self, name: str, allowed: Collection[str]) -> str:
        """The name itself; YamlFault when it is none of `allowed`."""
        if name not in allowed:
            raise self.fault(f"'{name}' tidak dikenal.", _choice(allowed))
        return name

    def word(self, name: str, allowed: Collection[str] = (), *, default: str | None = None) -> str:
        """One word, of `allowed` where that names any."""
        if default is not None and name not in self.names:
            return default
        word = self._required(name, _choice(allowed)).text()
        return self.part(name).chosen_name(word, allowed) if allowed else word

    def words(self, name: str, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """A list of words, each once; empty when it is not there."""
        cells = list(self.part(name).cell.items()) if name in self.names else []
        words = [cell.text() for cell in cells]
        for place, (word, cell) in enumerate(zip(words, cells, strict=True)):
            if word in words[:place]:
                raise cell.fault(f"'{name}' menyebut satu kata dua kali.", hint="Sebut sekali.")
            if allowed:
                Declared(cell).chosen_name(word, allowed)
        return tuple(words)

    def count(self, name: str) -> int:
        """A whole number from 1 on."""
        return self._required(name, f"Tulis bilangan bulat 1 sampai {_MOST}.").whole(1, _MOST)


def _choice(words: Collection[str]) -> str:
    return f"Pilihannya: {', '.join(w for w in words if w) or '-'}."


def parsed(place: str, text: str) -> Declared:
    """A declaration from its text; YamlFault where it is no YAML."""
    return Declared(yaml_in(text.encode(), place))


def own_declarations(files: tuple[HomeFile, ...]) -> dict[str, Declared]:
    """The declarations of a home by the names of their files, without the ending."""
    return {PurePath(name).stem: Declared(yaml_in(raw, name)) for name, raw in files}


def declared_in(*path: str) -> Declared:
    """A declaration of this room by its path."""
    file = resources.files("desil.cases.kinds").joinpath(*path)
    return parsed(path[-1], file.read_text(encoding="utf-8"))
