"""The declared rules: which source is believed first, and from which value on a fact is a doubt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.engine.database import Connection


@dataclass(frozen=True, slots=True)
class Survivorship:
    """The content of survivorship.yaml: sources by fact, the first believed first; thresholds."""

    order: dict[str, tuple[str, ...]]
    thresholds: dict[str, int]
    reference: str


@cache
def survivorship() -> Survivorship:
    """The rules that the package carries."""
    text = (
        files("desil.linkage.integration").joinpath("survivorship.yaml").read_text(encoding="utf-8")
    )
    tree: dict[str, Any] = bounded_yaml(text)
    return Survivorship(
        {fact: tuple(sources) for fact, sources in tree["order"].items()},
        {name: int(told["value"]) for name, told in tree["thresholds"].items()},
        tree["reference"],
    )


def load_survivorship(database: Connection, rules: Survivorship) -> None:
    """Make the tables `survivorship_rule` (fact, source, place) and `threshold` (one row)."""
    placed = [
        (fact, source, place)
        for fact, sources in rules.order.items()
        for place, source in enumerate(sources)
    ]
    database.register(
        "survivorship_list",
        pa.table(
            {
                "fact": [p[0] for p in placed],
                "source": [p[1] for p in placed],
                "place": [p[2] for p in placed],
            }
        ),
    )
    database.execute("create table survivorship_rule as from survivorship_list")
    database.register(
        "threshold_list", pa.table({name: [value] for name, value in rules.thresholds.items()})
    )
    database.execute("create table threshold as from threshold_list")
