"""How large a file may be and how long it stays, read from `policy.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from desil.dictionary.declarations.bounded_yaml import bounded_yaml
from desil.registry.work.states import ExportKind


@cache
def _policy() -> dict[str, Any]:
    text = (resources.files("desil.registry.exports") / "policy.yaml").read_text(encoding="utf-8")
    declared: dict[str, Any] = bounded_yaml(text)
    return declared


def retention_days() -> int:
    """Days until a file is removed."""
    return int(_policy()["days"])


def most_rows(kind: ExportKind, roles: Iterable[str]) -> int:
    """The most rows of a file that someone with these roles may have; 0: none."""
    limits: dict[str, int] = _policy()["rows"][kind.value]
    return max((limits.get(role, 0) for role in roles), default=0)
