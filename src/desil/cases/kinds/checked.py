"""Declarations read from YAML and held to their form, with errors that say where and what then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from desil.dictionary.declarations.bounded_yaml import bounded_yaml
from desil.dictionary.label import Label
from desil.errors import UsageFault


@dataclass(frozen=True, slots=True)
class Declared:
    """A part of a declaration: its place (file and keys, for errors) and what it says."""

    place: str
    said: Any

    def fault(self, message: str, hint: str) -> UsageFault:
        """The error of this place."""
        return UsageFault(f"{self.place}: {message}", hint=hint)

    def _mapping(self) -> Mapping[str, Any]:
        if not isinstance(self.said, dict):
            raise self.fault("bukan daftar kunci dan nilai.", "Tulis sebagai `kunci: nilai`.")
        return self.said

    @property
    def names(self) -> tuple[str, ...]:
        """The names that stand here, in order."""
        return tuple(self._mapping())

    def part(self, name: str) -> Declared:
        """What stands under a name; an empty mapping when it is not there."""
        return Declared(f"{self.place}.{name}", self._mapping().get(name, {}))

    def each(self) -> dict[str, Declared]:
        """Every part by its name."""
        return {name: self.part(name) for name in self.names}

    def only(self, *names: str) -> None:
        """UsageFault for a name that means nothing here."""
        for name in self.names:
            if name not in names:
                raise self.fault(f"kunci '{name}' tidak dikenal.", f"Pilihannya: {_list(names)}.")

    def label(self, name: str) -> Label:
        """A label in both languages."""
        said = self._mapping().get(name)
        if not isinstance(said, dict) or set(said) != {"id", "en"}:
            raise self.fault(f"'{name}' perlu id dan en.", "Tulis {id: ..., en: ...}.")
        return Label(str(said["id"]), str(said["en"]))

    def flag(self, name: str) -> bool:
        """A yes or no; no when it is not there."""
        said = self._mapping().get(name, False)
        if not isinstance(said, bool):
            raise self.fault(f"'{name}' berisi '{said}'.", "Tulis true atau false.")
        return said

    def chosen_name(self, name: str, allowed: Collection[str]) -> str:
        """The name itself; UsageFault when it is none of `allowed`."""
        if name not in allowed:
            raise self.fault(f"'{name}' tidak dikenal.", f"Pilihannya: {_list(allowed)}.")
        return name

    def word(self, name: str, allowed: Collection[str] = (), *, default: str | None = None) -> str:
        """One word, of `allowed` where that names any."""
        said = self._mapping().get(name, default)
        if not isinstance(said, str):
            raise self.fault(f"'{name}' belum diisi.", f"Pilihannya: {_list(allowed)}.")
        return self.part(name).chosen_name(said, allowed) if allowed else said

    def words(self, name: str, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """A list of words, each once; empty when it is not there."""
        said = self._mapping().get(name, [])
        if not isinstance(said, list) or not all(isinstance(w, str) for w in said):
            raise self.fault(f"'{name}' bukan daftar kata.", "Tulis [satu, dua].")
        if len(set(said)) != len(said):
            raise self.fault(f"'{name}' menyebut satu kata dua kali.", "Sebut sekali saja.")
        if allowed:
            for word in said:
                self.part(name).chosen_name(word, allowed)
        return tuple(said)

    def count(self, name: str) -> int:
        """A whole number from 1 on."""
        said = self._mapping().get(name)
        if not isinstance(said, int) or isinstance(said, bool) or said < 1:
            raise self.fault(f"'{name}' berisi '{said}'.", "Tulis bilangan bulat mulai 1.")
        return said


def _list(words: Collection[str]) -> str:
    return ", ".join(w for w in words if w) or "-"


def parsed(place: str, text: str) -> Declared:
    """A declaration from its text; UsageFault where it is no YAML."""
    try:
        return Declared(place, bounded_yaml(text))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f" baris {mark.line + 1}" if mark else ""
        raise UsageFault(
            f"{place}{line}: bukan YAML yang benar.", hint="Periksa lekuk dan tanda kutipnya."
        ) from fault


def declared_in(*path: str) -> Declared:
    """A declaration of this room by its path."""
    file = resources.files("desil.cases.kinds").joinpath(*path)
    return parsed(path[-1], file.read_text(encoding="utf-8"))
