"""How much the evidence on a pair of records weighs, learnt from the records without labels.

The model of Fellegi and Sunter (1969), fitted by expectation maximisation over the compared pairs:
how often each level of likeness is seen among matches is learnt, how often among other pairs is
known from random pairs. Two departures:

- **Facts of a household are one fact.** Surname, address, house number, place and card agree
  together for everybody of one home, so that their weights must not be added. How often a pattern
  of them is seen among pairs that do not match is counted on the compared pairs themselves, and
  takes the place of the product wherever it is larger.
- **The share of matches is fitted with the rest**, not guessed from a few sure rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desil.linkage.fields import OF_ONE_PERSON, SHARED_BY_A_HOUSEHOLD, Field

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Levels = npt.NDArray[np.int8]

MISSING = -1  # the level of a field that one of the records does not give
_MOST_ROUNDS = 100
_CLOSE_ENOUGH = 1e-4  # largest change of a probability between rounds
_FIRST_SHARE = 0.1  # matches for each record of the smaller file, before the first round
_FEWEST_MATCHES = 0.5  # in all pairs; keeps the share above zero
_FIRST_EQUAL = 0.9  # share of matches at the highest level, before the first round
_SMOOTHING = 1.0  # pairs added to each level
_LEAST_SHARE = 1e-6  # of matches at a level
_MOST_UNLIKE = 0.15  # of matches in a fact of one person; else brothers could pass for matches
_MOST_WEIGHT = 100.0  # log2 odds


@dataclass(frozen=True, slots=True)
class Compared:
    """Compared pairs. `left` < `right` are positions of records, sorted by both.

    `levels` has one level for each field and pair: MISSING, 0 (unlike) or higher (more alike);
    `chance` how often each level is seen among random pairs; `rarity` log2 of what rare values add.
    """

    left: Integers
    right: Integers
    levels: Mapping[str, Levels]
    chance: Mapping[str, Floats]
    rarity: Floats


@dataclass(frozen=True, slots=True)
class Pairs:
    """Compared pairs: positions of both records, and the weight of the evidence in log2 odds.

    `left` < `right`; sorted by both.
    """

    left: Integers
    right: Integers
    weight: Floats

    def where(self, chosen: npt.NDArray[np.bool_]) -> Pairs:
        """The chosen pairs."""
        return Pairs(self.left[chosen], self.right[chosen], self.weight[chosen])

    def at_least(self, weight: float) -> Pairs:
        """The pairs whose weight is `weight` or more."""
        return self.where(self.weight >= weight)

    @property
    def probability(self) -> Floats:
        """How probable it is that each pair is one person, 0 to 1."""
        share: Floats = 1 / (1 + np.exp2(-self.weight))
        return share


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of the household's facts: that of each pair; for each pattern its product of chances
    and how many of all pairs give the same facts."""

    of_pair: Integers
    chance: Floats
    comparable: Floats


def _comparable(absent: Sequence[npt.NDArray[np.bool_]], side: Integers, masks: Integers) -> Floats:
    """For each mask (bit i: fact i is missing in one of the two): how many of all pairs have it."""
    lacks = np.zeros(side.size, np.int64)
    for place, missing in enumerate(absent):
        lacks |= missing.astype(np.int64) << place
    size = 1 << len(absent)
    if side.max(initial=0):
        first = np.bincount(lacks[side == 0], minlength=size).astype(float)
        second = np.bincount(lacks[side == 1], minlength=size).astype(float)
        together = np.outer(first, second)
    else:
        counted = np.bincount(lacks, minlength=size).astype(float)
        together = (np.outer(counted, counted) - np.diag(counted)) / 2
    mask = np.arange(size)[:, None] | np.arange(size)[None, :]
    total = np.bincount(mask.ravel(), weights=together.ravel(), minlength=size)
    return np.maximum(total[masks].astype(np.float64), 1)


def _patterns(
    compared: Compared,
    facts: Sequence[str],
    absent: Mapping[str, npt.NDArray[np.bool_]],
    side: Integers,
) -> _Patterns:
    key = np.zeros(compared.left.size, np.int64)
    for fact in facts:
        key = key * (compared.chance[fact].size + 1) + compared.levels[fact] + 1
    _, first, of_pair = np.unique(key, return_index=True, return_inverse=True)
    chance, masks = np.ones(first.size), np.zeros(first.size, np.int64)
    for place, fact in enumerate(facts):
        level = compared.levels[fact][first]
        chance *= np.where(level >= 0, compared.chance[fact][level], 1)
        masks |= (level < 0).astype(np.int64) << place
    return _Patterns(of_pair, chance, _comparable([absent[f] for f in facts], side, masks))


def _all_pairs(side: Integers) -> float:
    second = int(side.sum())
    first = side.size - second
    return float(first * second if second else first * (first - 1) / 2)


def _first_shares(levels: int) -> Floats:
    shares: Floats = np.full(levels, (1 - _FIRST_EQUAL) / max(levels - 1, 1))
    shares[-1] = _FIRST_EQUAL
    return shares


def _seen(level: Levels, probability: Floats, levels: int, *, of_one_person: bool) -> Floats:
    """The share of matches at each level."""
    given = level >= 0
    counted = np.bincount(level[given], weights=probability[given], minlength=levels) + _SMOOTHING
    share: Floats = np.maximum(counted / counted.sum(), _LEAST_SHARE)
    if of_one_person and share[0] > _MOST_UNLIKE:
        share[1:] *= (1 - _MOST_UNLIKE) / share[1:].sum()
        share[0] = _MOST_UNLIKE
    return share


def _of_fact(level: Levels, among_matches: Floats, chance: Floats) -> Floats:
    weight: Floats = np.where(level >= 0, np.log2(among_matches / chance)[level], 0)
    return weight


def _of_household(
    compared: Compared,
    facts: Sequence[str],
    patterns: _Patterns,
    shares: Mapping[str, Floats],
    probability: Floats,
) -> Floats:
    """The weight of the household's facts together. A pair does not count itself, and a pattern
    counts only for what exceeds its own sampling error."""
    unlike = 1 - probability
    others = np.bincount(patterns.of_pair, weights=unlike)[patterns.of_pair] - unlike
    counted = np.maximum(others - np.sqrt(np.maximum(others, 0)), 0)
    chance = np.maximum(
        patterns.chance[patterns.of_pair], counted / patterns.comparable[patterns.of_pair]
    )
    weight = -np.log2(chance)
    for fact in facts:
        level = compared.levels[fact]
        weight += np.where(level >= 0, np.log2(shares[fact])[level], 0)
    return weight


def weigh(
    compared: Compared,
    fields: Sequence[Field],
    absent: Mapping[str, npt.NDArray[np.bool_]],
    side: Integers,
) -> Pairs:
    """Fit the model to the compared pairs and weigh each of them.

    `absent` says for each field which records do not give it; `side` is 0 or 1 for the file of each
    record (all 0: one file with doubles).
    """
    shared = [f.name for f in fields if f.kind in SHARED_BY_A_HOUSEHOLD]
    facts = shared if len(shared) > 1 else []
    alone = [f.name for f in fields if f.name not in facts]
    own = {f.name for f in fields if f.kind in OF_ONE_PERSON}
    patterns = _patterns(compared, facts, absent, side)
    shares = {f.name: _first_shares(compared.chance[f.name].size) for f in fields}
    pairs = max(_all_pairs(side), 1)
    smaller = min(np.bincount(side, minlength=2)[: side.max(initial=0) + 1])
    matches = max(_FIRST_SHARE * float(smaller), _FEWEST_MATCHES)
    probability = np.zeros(compared.left.size)
    for _ in range(_MOST_ROUNDS):
        weight = np.log2(matches / max(pairs - matches, 1)) + compared.rarity
        for fact in alone:
            weight += _of_fact(compared.levels[fact], shares[fact], compared.chance[fact])
        if facts:
            weight += _of_household(compared, facts, patterns, shares, probability)
        weight = np.clip(weight, -_MOST_WEIGHT, _MOST_WEIGHT)
        before, probability = probability, 1 / (1 + np.exp2(-weight))
        matches = max(float(probability.sum()), _FEWEST_MATCHES)
        shares = {
            name: _seen(compared.levels[name], probability, share.size, of_one_person=name in own)
            for name, share in shares.items()
        }
        if np.abs(probability - before).max(initial=0) < _CLOSE_ENOUGH:
            break
    return Pairs(compared.left, compared.right, weight)
