"""Up to which official decile assistance goes: policy, in data/priority_deciles.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import bounded_yaml


@dataclass(frozen=True, slots=True)
class PriorityDeciles:
    """Families up to the decile `first` come first, by most programmes; some programmes go on to
    `last`."""

    first: int
    last: int


@cache
def priority_deciles(on: date | None = None) -> PriorityDeciles:
    """What is in force on a day; without one, the newest rule."""
    file = resources.files("desil.dictionary") / "data" / "priority_deciles.yaml"
    rules = bounded_yaml(file.read_text(encoding="utf-8"))
    known = [r for r in rules if on is None or r["valid_from"] <= on] or rules[:1]
    return PriorityDeciles(known[-1]["first"], known[-1]["last"])
