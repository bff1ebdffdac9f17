"""What each DTSEN column means, who fills it in and what is often wrong: data/column_notes.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import packaged_yaml
from desil.dictionary.label import Label


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """A column in words, for whoever asks, answers or checks it."""

    means: Label
    filled_by: Label
    wrong: Label


@cache
def column_notes() -> Mapping[str, ColumnNote]:
    """Return the note of every column of the dictionary by its name."""
    file = resources.files("desil.dictionary") / "data" / "column_notes.yaml"
    tree = packaged_yaml(file)
    fillers = {name: Label(**told) for name, told in tree["filled_by"].items()}
    return {
        name: ColumnNote(Label(**told["means"]), fillers[told["filled_by"]], Label(**told["wrong"]))
        for name, told in tree["columns"].items()
    }
