"""The parameters of the made-up city, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Parameters:
    """All parameters, by dotted path; every leaf is a value with its source."""

    tree: dict[str, Any]

    def value(self, path: str) -> Any:
        """The value at `path`, such as "scores.centre"; KeyError when there is none."""
        return self._leaf(path)["value"]

    def number(self, path: str) -> float:
        """The value at `path` as one number."""
        return float(self.value(path))

    def numbers(self, path: str) -> list[float]:
        """The value at `path` as a list of numbers."""
        return [float(v) for v in self.value(path)]

    def sources(self) -> list[tuple[str, Any, str]]:
        """Every parameter as (path, value, source), in the order of the file."""
        return [
            (f"{section}.{name}", leaf["value"], leaf["source"])
            for section, leaves in self.tree.items()
            for name, leaf in leaves.items()
        ]

    def _leaf(self, path: str) -> dict[str, Any]:
        section, name = path.split(".", 1)
        leaf: dict[str, Any] = self.tree[section][name]
        return leaf


@cache
def read_parameters() -> Parameters:
    """The parameters that the package carries (parameters.yaml)."""
    text = files("desil.synthetic").joinpath("parameters.yaml").read_text(encoding="utf-8")
    return Parameters(yaml.safe_load(text))
