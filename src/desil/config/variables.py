"""The environment variables that desil reads, from environment.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import packaged_yaml
from desil.dictionary.label import Label

INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: the sort of its values (a name of config/values.py, `text`, `path`, or
    `internal` where desil sets it itself), what it does, and what holds without it."""

    name: str
    value: str
    is_secret: bool
    says: Label
    unset: Label


@cache
def environment_variables() -> Mapping[str, Variable]:
    """Return every variable by its name, in the order of the file."""
    declared = packaged_yaml(resources.files("desil.config") / "environment.yaml")
    return {
        name: Variable(
            name,
            entry["value"],
            entry.get("secret", False),
            Label(**entry["says"]),
            Label(**entry["unset"]),
        )
        for name, entry in declared.items()
    }
