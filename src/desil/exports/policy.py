"""How large a file may be (roles.yaml) and how long it stays (policy.yaml)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from desil.accounts.roles import roles as known_roles
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.jobs.states import ExportKind


@cache
def _policy() -> dict[str, Any]:
    text = (resources.files("desil.exports") / "policy.yaml").read_text(encoding="utf-8")
    declared: dict[str, Any] = bounded_yaml(text)
    return declared


def retention_days() -> int:
    """Days until a file is removed."""
    return int(_policy()["days"])


def most_rows(kind: ExportKind, roles: Iterable[str]) -> int:
    """The most rows of a file that someone with these roles may have; 0: none."""
    held = (known_roles()[name] for name in roles if name in known_roles())
    return max((role.most_rows.get(kind.value, 0) for role in held), default=0)
