"""Names: up to three words for each person, by sex, birth cohort and community."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.parameters import Parameters
from desil.synthetic.people.vocabulary import COMMUNITIES, Vocabulary, Words, read_vocabulary
from desil.synthetic.rows import Array

WORDS = ("word_1", "word_2", "word_3")


def draw_communities(
    parameters: Parameters, families: int, rng: np.random.Generator
) -> NDArray[np.int8]:
    """The community of each family, as a position in COMMUNITIES."""
    shares = [parameters.value("names.community")[c] for c in COMMUNITIES]
    edges = np.cumsum(shares)[:-1]
    return np.searchsorted(edges, rng.random(families)).astype(np.int8)


def draw_clans(community: NDArray[np.int8], rng: np.random.Generator) -> Words:
    """The clan name that the children of each family inherit; 0 where there is none."""
    clans = np.zeros(len(community), dtype=np.uint16)
    for c, words in read_vocabulary().clans.items():
        rows = np.flatnonzero(community == c)
        clans[rows] = words[_ranks(len(words), len(rows), rng)]
    return clans


def draw_names(
    parameters: Parameters,
    sex: NDArray[np.int8],
    birth_year: NDArray[np.int16],
    community: NDArray[np.int8],
    clan: Words,
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Three columns of words, 0 for none; a clan name is always the last word."""
    vocabulary = read_vocabulary()
    count = len(sex)
    cohort = (birth_year >= 1975).astype(np.int8) + (birth_year >= 2000)
    key = (community * 2 + sex - 1).astype(np.int8) * 3 + cohort
    first = np.zeros(count, dtype=np.uint16)
    second, third = first.copy(), first.copy()
    for code in np.unique(key):
        rows = np.flatnonzero(key == code)
        c, s, k = int(code) // 6, int(code) // 3 % 2 + 1, int(code) % 3
        first[rows] = _drawn(parameters, vocabulary.first[c, s, k], len(rows), rng)
        second[rows] = _drawn(parameters, vocabulary.later[c, s], len(rows), rng)
        third[rows] = _drawn(parameters, vocabulary.later[c, s], len(rows), rng)
    edges = np.cumsum(parameters.numbers("names.words"))[:-1]
    words = np.searchsorted(edges, rng.random(count)) + 1
    second[words < 2] = 0
    third[(words < 3) | (third == second)] = 0
    has_clan = clan > 0
    last_free = has_clan & (second != 0) & (third != 0)
    third[last_free] = clan[last_free]
    middle = has_clan & (second != 0) & ~last_free
    third[middle] = clan[middle]
    second[has_clan & (second == 0)] = clan[has_clan & (second == 0)]
    return dict(zip(WORDS, (first, second, third), strict=True))


def _drawn(parameters: Parameters, words: Words, count: int, rng: np.random.Generator) -> Words:
    """`count` words with the weights (rank + offset)^-power."""
    offset = parameters.number("names.rank_offset")
    power = parameters.number("names.rank_power")
    return words[_ranks(len(words), count, rng, offset, power)]


def _ranks(
    words: int, count: int, rng: np.random.Generator, offset: float = 12.0, power: float = 1.1
) -> NDArray[np.int64]:
    weights = (np.arange(words) + offset) ** -power
    edges = np.cumsum(weights / weights.sum())
    drawn = np.searchsorted(edges[:-1], rng.random(count, dtype=np.float32), side="right")
    return np.asarray(drawn, dtype=np.int64)


def names_of(words: tuple[Array, Array, Array], vocabulary: Vocabulary | None = None) -> pl.Series:
    """Full names as text."""
    lexicon = pl.Series((vocabulary or read_vocabulary()).words)
    behind = pl.Series([f" {w}" if w else "" for w in lexicon])
    frame = pl.DataFrame(
        {
            "first": lexicon.gather(words[0]),
            "second": behind.gather(words[1]),
            "third": behind.gather(words[2]),
        }
    )
    return frame.select(pl.concat_str("first", "second", "third").alias("name")).to_series()
