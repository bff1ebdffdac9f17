"""The words of addresses and their short forms (data/address_words.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from desil.dictionary.declarations.yaml_reader import packaged_yaml

Forms = tuple[str, ...]
"""The ways to write one word, in capitals."""


@dataclass(frozen=True, slots=True)
class AddressWords:
    """What goes before the name of a road, before a house number, before RT and RW, and before
    the name of an area."""

    roads: tuple[Forms, ...]
    houses: tuple[Forms, ...]
    neighbourhoods: tuple[Forms, ...]
    areas: tuple[Forms, ...]

    @property
    def all_forms(self) -> frozenset[str]:
        """Every form of every word."""
        groups = self.roads + self.houses + self.neighbourhoods + self.areas
        return frozenset(form for forms in groups for form in forms)


@cache
def address_words() -> AddressWords:
    """The words that the package carries."""
    tree = packaged_yaml(files("desil.dictionary").joinpath("data/address_words.yaml"))
    return AddressWords(
        **{kind: tuple(tuple(forms) for forms in groups) for kind, groups in tree.items()}
    )
