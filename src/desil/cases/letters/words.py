"""The short words of letters: headings of tables, and what is said of one fact. In words.yaml."""

from __future__ import annotations

from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import packaged_yaml


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = packaged_yaml(resources.files("desil.cases.letters") / "words.yaml")
    return words


def word(name: str, **values: str) -> str:
    """A word of letters in Indonesian, with its values filled in."""
    return _words()[name].format(**values)
