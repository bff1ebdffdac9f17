"""The parameters of the made-up city, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from desil.dictionary.declarations.yaml_reader import bounded_yaml

PLAIN = "plain"


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

    def with_values(self, changes: Mapping[str, Any]) -> Parameters:
        """The same parameters with the value at each path of `changes` set anew; a mapping is set
        name by name. KeyError for a path or a name that there is not."""
        tree = deepcopy(self.tree)
        changed = Parameters(tree)
        for path, new in changes.items():
            leaf = changed._leaf(path)
            old = leaf["value"]
            if isinstance(old, dict):
                unknown = set(new) - set(old)
                if unknown:
                    raise KeyError(f"{path}: {sorted(unknown)}")
                new = {**old, **new}
            leaf["value"] = new
        return changed

    def _leaf(self, path: str) -> dict[str, Any]:
        section, name = path.split(".", 1)
        leaf: dict[str, Any] = self.tree[section][name]
        return leaf


def _read(name: str) -> dict[str, Any]:
    text = files("desil.synthetic").joinpath(name).read_text(encoding="utf-8")
    tree: dict[str, Any] = bounded_yaml(text)
    return tree


@cache
def dirt_profiles() -> dict[str, str]:
    """Every dirt profile with its description (profiles.yaml)."""
    return {name: told["description"] for name, told in _read("profiles.yaml").items()}


@cache
def read_parameters(profile: str = PLAIN) -> Parameters:
    """The parameters that the package carries (parameters.yaml), as a dirt profile sets them."""
    changes = _read("profiles.yaml")[profile]["set"]
    return Parameters(_read("parameters.yaml")).with_values(changes)
