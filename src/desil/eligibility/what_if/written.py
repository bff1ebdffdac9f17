"""A what-if question as the file that `desil what-if` takes."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from desil.dictionary.declarations.place import Written
from desil.eligibility.what_if.draft import Changes, Draft


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stand as they were written."""


def _shown(dumper: _Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _shown)


def _texts(criteria: Mapping[str, Written]) -> dict[str, str]:
    return {name: told.text for name, told in criteria.items()}


def _group_json(changes: Changes) -> dict[str, object]:
    quota = changes.quota
    bounds = {"total": quota.total, "per_village": quota.per_village} if quota else {}
    found: dict[str, object] = {
        "eligible": _texts(changes.eligible),
        "excluded": _texts(changes.excluded),
        "amounts": {name: told.value for name, told in changes.amounts.items()},
        "most_members": changes.most_members,
        "cutoffs": dict(changes.cutoffs),
        "model": changes.model.text if changes.model else None,
    }
    told = {"name": changes.name} | {key: value for key, value in found.items() if value}
    if quota is not None:  # also one without any bound: it lifts that of the rules
        told["quota"] = {key: value for key, value in bounds.items() if value is not None}
    return told


def yaml_of(draft: Draft) -> str:
    """The text of a file that asks the same question."""
    told = {
        "name": draft.name,
        "programme": draft.programme.text,
        "period": draft.period,
        "scenarios": [_group_json(c) for c in draft.scenarios],
    }
    return str(yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000))
