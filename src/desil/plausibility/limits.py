"""How far two deliveries, runs or publications may differ: policy data, read from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.errors import UsageFault
from desil.sources.source import RELEASE_SOURCE

OWN_FILE = Path("policies") / "plausibility.yaml"


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest difference that needs no reason: `share` of the value before, or `distance`
    between two distributions (0 to 1); a difference below `least` rows is never reported."""

    share: float
    least: int

    def is_exceeded(self, before: float, after: float) -> bool:
        """Whether going from `before` to `after` needs a reason."""
        difference = abs(after - before)
        return difference >= self.least and difference > self.share * before


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force by rule, for releases and runs (`release`) and for other lists."""

    release: Mapping[str, Limit]
    list: Mapping[str, Limit]

    def of_source(self, source: str) -> Mapping[str, Limit]:
        """The limits for a source; the national release has its own."""
        return self.release if source == RELEASE_SOURCE else self.list


def _limit(said: Mapping[str, Any]) -> Limit:
    return Limit(float(said.get("share", said.get("distance", 0))), int(said["least"]))


def limits_from(text: str) -> Limits:
    """The limits that a YAML text declares; UsageFault when it declares none."""
    try:
        said = bounded_yaml(text)
        kinds = {k: {n: _limit(v) for n, v in said[k].items()} for k in ("release", "list")}
        return Limits(kinds["release"], kinds["list"])
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as fault:
        raise UsageFault(
            "Batas kewajaran ({own_file}) tidak dapat dibaca.",
            hint="Tiap aturan punya `share` (atau `distance`) dan `least`, keduanya angka.",
            own_file=OWN_FILE,
        ) from fault


def limits_of(home: Path) -> Limits:
    """The home's own limits where it has some, else the package's."""
    own = home / OWN_FILE
    packaged = resources.files("desil.plausibility").joinpath("limits.yaml")
    return limits_from((own if own.is_file() else packaged).read_text(encoding="utf-8"))
