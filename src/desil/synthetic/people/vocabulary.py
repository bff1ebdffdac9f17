"""The words that made-up names are put together from, with how often each is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from faker.providers.person.id_ID import Provider as FakerNames
from numpy.typing import NDArray

from desil.dictionary.declarations.yaml_reader import bounded_yaml

COMMUNITIES = ("jawa", "sunda", "betawi", "batak", "tionghoa", "minang")
COHORTS = ("old", "mid", "new")
MAXIMUM_COMPOUNDS = 260
Words = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words; which of them may stand first or later; clan names and streets.

    Lists hold positions in `words`, the most frequent first. Position 0 is the empty word.
    """

    words: NDArray[np.str_]
    first: dict[tuple[int, int, int], Words]
    later: dict[tuple[int, int], Words]
    clans: dict[int, Words]
    streets: NDArray[np.str_]
    titles_before: tuple[str, ...]
    titles_after: tuple[str, ...]


@cache
def read_vocabulary() -> Vocabulary:
    """The vocabulary that the package carries, with Faker's Indonesian tokens behind it."""
    text = files("desil.synthetic.people").joinpath("names.yaml").read_text(encoding="utf-8")
    tree = bounded_yaml(text)
    position: dict[str, int] = {"": 0}
    first = {
        (c, s, k): _positions(_first_words(tree, community, sex, cohort), position)
        for c, community in enumerate(COMMUNITIES)
        for s, sex in ((1, "m"), (2, "f"))
        for k, cohort in enumerate(COHORTS)
    }
    later = {
        (c, s): _positions(_later_words(tree, community, sex), position)
        for c, community in enumerate(COMMUNITIES)
        for s, sex in ((1, "m"), (2, "f"))
    }
    clans = {
        COMMUNITIES.index(name): _positions(words, position)
        for name, words in tree["clans"].items()
    }
    return Vocabulary(
        words=np.array(list(position)),
        first=first,
        later=later,
        clans=clans,
        streets=np.array(
            [f"{k} {w}" for k in tree["streets"]["kinds"] for w in tree["streets"]["words"]]
        ),
        titles_before=tuple(tree["titles"]["before"]),
        titles_after=tuple(tree["titles"]["after"]),
    )


def _positions(words: list[str], position: dict[str, int]) -> Words:
    """Positions of `words` in the common list, which grows by those that are new."""
    unique = dict.fromkeys(words)
    return np.array([position.setdefault(w, len(position)) for w in unique], dtype=np.uint16)


def _first_words(tree: dict[str, Any], community: str, sex: str, cohort: str) -> list[str]:
    """First words: the cohort's own, the neighbouring cohorts', compounds, Faker's."""
    given = tree["given"][community][sex]
    near = {"old": "mid", "mid": "old", "new": "mid"}[cohort]
    own = [*given[cohort], *given[near]]
    compounds = _compounds(tree, community, sex) if cohort != "new" else []
    faker = FakerNames.first_names_male if sex == "m" else FakerNames.first_names_female
    return own + compounds + [w.upper() for w in faker]


def _compounds(tree: dict[str, Any], community: str, sex: str) -> list[str]:
    """Prefix and suffix put together, the most usual pairs first."""
    parts = tree["compounds"].get(community, {}).get(sex)
    if parts is None:
        return []
    pairs = [
        (i + j, prefix + suffix)
        for i, prefix in enumerate(parts["prefixes"])
        for j, suffix in enumerate(parts["suffixes"])
    ]
    return [word for _, word in sorted(pairs) if len(word) > 3][:MAXIMUM_COMPOUNDS]


def _later_words(tree: dict[str, Any], community: str, sex: str) -> list[str]:
    """Words that follow the first: the community's own, then those of all, then Faker's."""
    key = f"later_{sex}"
    everyone = [w for c in ("jawa", "betawi", "sunda") for w in tree["given"][c][key]]
    faker = FakerNames.last_names_male if sex == "m" else FakerNames.last_names_female
    foreign = set(tree["clans"]["batak"])
    tokens = [w.upper() for w in faker if w.upper() not in foreign]
    return [*tree["given"][community][key], *everyone, *tokens]
