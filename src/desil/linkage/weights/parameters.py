"""The learnt parameters: for every level of every comparison its weight of evidence.

A weight is log2 of how much oftener the level holds for one person than for two (Fellegi and Sunter
1969). Kept as JSON with a version that is a hash of the numbers, so that a run can say by which
weights it linked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from desil.engine.hashing import canonical_json, sha256_of_text
from desil.errors import CheckFailed
from desil.linkage.weights.comparisons import COMPARISONS

_FILE = "parameters.json"


@dataclass(frozen=True, slots=True)
class Reliability:
    """Pairs of which about the share `said` were called right, how many, and how many were."""

    said: float
    pairs: int
    right: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How a score (bits) becomes log2 odds of being right: `shift` + `slope` score."""

    shift: float
    slope: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """Weights by comparison, in the order of its levels, the last one being "unlike".

    `rarity`: weight of one halving of how many bear a name, beside a name of 2^-`rarity_centre`.
    `base`: what is added for every pair; `people`: how many were known when these were learnt, 0
    where they hold for any number. `known_numbered`, `known_unnumbered`: how likely the
    person of a record with and without a number is among the known ones at all; `scale_numbered`,
    `scale_unnumbered`: what a score is worth there. `sure`: the share
    of the evidence from which a link is made; from `grey` on it is asked about. `reliability`: what
    the shares were worth on records whose number was hidden.
    """

    levels: Mapping[str, tuple[float, ...]]
    trained_on: str
    rarity: float = 1.0
    rarity_centre: float = 12.0
    base: float = 0.0
    people: int = 0
    known_numbered: float = 0.97
    known_unnumbered: float = 0.97
    scale_numbered: Scale = Scale(5.0, 1.0)
    scale_unnumbered: Scale = Scale(5.0, 1.0)
    sure: float = 0.98
    grey: float = 0.20
    reliability: tuple[Reliability, ...] = ()

    @property
    def version(self) -> str:
        """12 hex digits of the hash of all numbers."""
        return sha256_of_text(canonical_json(self._content()))[:12]

    def _content(self) -> dict[str, object]:
        return {
            "rarity": self.rarity,
            "rarity_centre": self.rarity_centre,
            "base": self.base,
            "people": self.people,
            "known_numbered": self.known_numbered,
            "known_unnumbered": self.known_unnumbered,
            "scale_numbered": [self.scale_numbered.shift, self.scale_numbered.slope],
            "scale_unnumbered": [self.scale_unnumbered.shift, self.scale_unnumbered.slope],
            "sure": self.sure,
            "grey": self.grey,
            "levels": {name: list(weights) for name, weights in self.levels.items()},
        }

    def as_json(self) -> str:
        """The parameters as they are kept."""
        told = {
            "version": self.version,
            "trained_on": self.trained_on,
            **self._content(),
            "reliability": [[r.said, r.pairs, r.right] for r in self.reliability],
        }
        return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def parsed_parameters(text: str, origin: str) -> Parameters:
    """The parameters that a JSON text holds; CheckFailed where they are of other comparisons."""
    tree = json.loads(text)
    levels = {name: tuple(weights) for name, weights in tree["levels"].items()}
    expected = {c.name: len(c.levels) + 1 for c in COMPARISONS}
    is_flat = all(isinstance(w, int | float) for weights in levels.values() for w in weights)
    if not is_flat or {name: len(listed) for name, listed in levels.items()} != expected:
        raise CheckFailed(
            f"Bobot penautan di {origin} tidak cocok dengan perbandingan versi ini.",
            hint="Latih lagi: desil linkage train",
        )
    return Parameters(
        levels,
        tree["trained_on"],
        tree["rarity"],
        tree["rarity_centre"],
        tree["base"],
        tree["people"],
        tree["known_numbered"],
        tree["known_unnumbered"],
        Scale(*tree["scale_numbered"]),
        Scale(*tree["scale_unnumbered"]),
        tree["sure"],
        tree["grey"],
        tuple(Reliability(*told) for told in tree["reliability"]),
    )


def packaged_parameters() -> Parameters:
    """The parameters that the package carries: where learning begins, and for small deliveries."""
    text = files("desil.linkage.weights").joinpath(_FILE).read_text(encoding="utf-8")
    return parsed_parameters(text, "paket")
