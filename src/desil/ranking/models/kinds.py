"""The kinds of single models, from kinds.yaml: what each is called, and when it can be fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import packaged_yaml
from desil.dictionary.label import Label

BLEND, CHOSEN, ALL = "blend", "chosen", "all"


@dataclass(frozen=True, slots=True)
class ModelKind:
    """One kind of single model; kinds.yaml says what each flag means."""

    name: str
    label: Label
    needs_district: bool
    is_points: bool
    is_ols_on_large_surveys: bool


@cache
def model_kinds() -> Mapping[str, ModelKind]:
    """Return every kind by its name, in the order of the file."""
    declared = packaged_yaml(resources.files("desil.ranking") / "models" / "kinds.yaml")
    return {
        name: ModelKind(
            name,
            Label(**entry["label"]),
            entry.get("needs_district", False),
            entry.get("is_points", False),
            entry.get("is_ols_on_large_surveys", False),
        )
        for name, entry in declared.items()
    }


def model_names() -> tuple[str, ...]:
    """Return what a model may be called: single kinds, the blend, and the choice between them."""
    return (*model_kinds(), BLEND, CHOSEN)
