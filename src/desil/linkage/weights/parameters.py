"""The learnt parameters: for every level, how often it holds for one person and for two.

m: share of pairs of one and the same person at that level; u: of two people drawn at random. The
weight of a level is log2(m / u) (Fellegi and Sunter 1969). Kept as JSON with a version that is a
hash of the numbers, so that a run can say by which weights it linked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import log2
from pathlib import Path

from desil.engine.durable import write_text_whole
from desil.engine.hashing import canonical_json, sha256_of_text
from desil.engine.private_files import make_private_folder
from desil.errors import CheckFailed
from desil.linkage.weights.comparisons import COMPARISONS

_FILE = "parameters.json"
LEAST_M, LEAST_U = 5e-4, 1e-7  # a level that was never seen is rare, not impossible


@dataclass(frozen=True, slots=True)
class LevelShares:
    """m and u of one level."""

    m: float
    u: float

    @property
    def weight(self) -> float:
        """Weight of evidence in log2 odds."""
        return log2(max(self.m, LEAST_M) / max(self.u, LEAST_U))


@dataclass(frozen=True, slots=True)
class Parameters:
    """m and u of every level of every comparison, the last level being "unlike".

    `share_in_register`: how likely a record's person is among the known ones at all.
    `sure`: the share of the evidence from which a link is made; from `grey` on it is asked about.
    """

    levels: Mapping[str, tuple[LevelShares, ...]]
    trained_on: str
    share_in_register: float = 0.9
    sure: float = 0.98
    grey: float = 0.20

    @property
    def version(self) -> str:
        """12 hex digits of the hash of all numbers."""
        return sha256_of_text(canonical_json(self._content()))[:12]

    def _content(self) -> dict[str, object]:
        return {
            "share_in_register": self.share_in_register,
            "sure": self.sure,
            "grey": self.grey,
            "levels": {
                name: [{"m": level.m, "u": level.u} for level in levels]
                for name, levels in self.levels.items()
            },
        }

    def as_json(self) -> str:
        """The parameters as they are kept."""
        told = {"version": self.version, "trained_on": self.trained_on, **self._content()}
        return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _parsed(text: str, origin: str) -> Parameters:
    tree = json.loads(text)
    levels = {
        name: tuple(LevelShares(level["m"], level["u"]) for level in listed)
        for name, listed in tree["levels"].items()
    }
    expected = {c.name: len(c.levels) + 1 for c in COMPARISONS}
    if {name: len(listed) for name, listed in levels.items()} != expected:
        raise CheckFailed(
            f"Bobot penautan di {origin} tidak cocok dengan perbandingan versi ini.",
            hint="Latih lagi: desil linkage train",
        )
    return Parameters(
        levels, tree["trained_on"], tree["share_in_register"], tree["sure"], tree["grey"]
    )


def packaged_parameters() -> Parameters:
    """The parameters that the package carries."""
    text = files("desil.linkage.weights").joinpath(_FILE).read_text(encoding="utf-8")
    return _parsed(text, "paket")


def parameters_of(home: Path) -> Parameters:
    """The parameters that were trained for a home folder, or else the packaged ones."""
    own = home / "linkage" / _FILE
    if own.is_file():
        return _parsed(own.read_text(encoding="utf-8"), str(own))
    return packaged_parameters()


def keep_parameters(home: Path, parameters: Parameters) -> Path:
    """Make `parameters` those of a home folder; every version is kept beside."""
    folder = home / "linkage"
    make_private_folder(folder)
    write_text_whole(folder / f"parameters-{parameters.version}.json", parameters.as_json())
    write_text_whole(folder / _FILE, parameters.as_json())
    return folder / _FILE
