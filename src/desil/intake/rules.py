"""The rules that intake holds rows to, read from `rules.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import bounded_yaml


class RuleKind(StrEnum):
    """Whether a broken rule takes the value (as the layout says), the row, or nothing."""

    FAULT = "fault"
    ROW = "row"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what is wrong when it is broken, and what to do; both in Indonesian. With
    `changes_value` the value that is kept is not the one that was written."""

    code: str
    kind: RuleKind
    says: str
    what_to_do: str
    changes_value: bool = False


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code."""
    text = resources.files("desil.intake").joinpath("rules.yaml").read_text(encoding="utf-8")
    return {
        code: Rule(
            code,
            RuleKind(said["kind"]),
            said["says"],
            said["do"],
            said["kind"] == RuleKind.FAULT or said.get("changes", False),
        )
        for code, said in bounded_yaml(text).items()
    }
