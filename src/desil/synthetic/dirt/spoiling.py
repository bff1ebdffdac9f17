"""What clerks and spreadsheets do to names, numbers and dates."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.synthetic.people.vocabulary import read_vocabulary

Rng = np.random.Generator
LETTERS = np.array(list("AEIOUNRSTLDKMBPGH"))
# Old and short spellings: (what stands, what is written instead).
VARIANTS = (
    ("MUHAMMAD", "MUH."),
    ("MUHAMMAD", "MOCHAMAD"),
    ("MUHAMMAD", "M."),
    ("AHMAD", "ACHMAD"),
    ("ABDUL ", "ABD. "),
    ("SITI ", "ST. "),
    ("NUR", "NOER"),
    ("U", "OE"),
    ("J", "DJ"),
    ("Y", "J"),
    ("KH", "H"),
    ("DH", "D"),
    ("Z", "J"),
    ("F", "P"),
    ("SY", "S"),
    ("AH", "A"),
)


def spoiled(series: pl.Series, rows: NDArray[np.int64], changed: pl.Series) -> pl.Series:
    """`series` with `changed` at `rows`."""
    return series.scatter(pl.Series(rows.astype(np.uint32)), changed)


def struck(rng: Rng, count: int, share: float) -> NDArray[np.int64]:
    """Positions that something happens to, with probability `share` each."""
    return np.flatnonzero(rng.random(count, dtype=np.float32) < share)


def other_spellings(names: pl.Series, rng: Rng) -> pl.Series:
    """Each name in another spelling; one that no rule fits stays as it is."""
    pick = pl.Series(rng.integers(0, len(VARIANTS), len(names)).astype(np.int8))
    spelled = pl.col("name")
    for rule, (stands, written) in enumerate(VARIANTS):
        new = pl.col("name").str.replace(stands, written, literal=True)
        spelled = pl.when(pl.col("pick") == rule).then(new).otherwise(spelled)
    frame = pl.DataFrame({"name": names, "pick": pick}).with_columns(spelled.alias("new"))
    same = pl.col("new") == pl.col("name")
    fallback = pl.col("name").str.replace("I", "Y", literal=True)
    return frame.select(pl.when(same).then(fallback).otherwise("new").alias("name")).to_series()


def typing_slips(names: pl.Series, rng: Rng) -> pl.Series:
    """Each name with one letter dropped, doubled, replaced, or changed places with the next."""
    lengths = names.str.len_chars().to_numpy().astype(np.int64)
    at = 1 + (rng.random(len(names)) * np.maximum(lengths - 2, 1)).astype(np.int64)
    letters = pl.Series(LETTERS[rng.integers(0, len(LETTERS), len(names))])
    frame = pl.DataFrame(
        {"name": names, "at": at, "letter": letters, "kind": rng.integers(0, 4, len(names))}
    )
    before = pl.col("name").str.slice(0, pl.col("at"))
    here = pl.col("name").str.slice(pl.col("at"), 1)
    nearby = pl.col("name").str.slice(pl.col("at") + 1, 1)
    after, later = (pl.col("name").str.slice(pl.col("at") + n) for n in (1, 2))
    slip = (
        pl.when(pl.col("kind") == 0)
        .then(pl.concat_str(before, after))
        .when(pl.col("kind") == 1)
        .then(pl.concat_str(before, here, here, after))
        .when(pl.col("kind") == 2)
        .then(pl.concat_str(before, "letter", after))
        .otherwise(pl.concat_str(before, nearby, here, later))
    )
    return frame.select(slip.str.strip_chars().alias("name")).to_series()


def nicknames(names: pl.Series) -> pl.Series:
    """The end of the first word: TINI for SUHARTINI."""
    return names.str.split(" ").list.first().str.tail(4)


def titled(names: pl.Series, rng: Rng) -> pl.Series:
    """Each name with a title before or after it."""
    words = read_vocabulary()
    before = np.array(words.titles_before)[rng.integers(0, len(words.titles_before), len(names))]
    after = np.array(words.titles_after)[rng.integers(0, len(words.titles_after), len(names))]
    frame = pl.DataFrame(
        {"name": names, "before": before, "after": after, "first": rng.random(len(names)) < 0.6}
    )
    new = pl.when("first").then(pl.format("{} {}", "before", "name"))
    return frame.select(new.otherwise(pl.format("{} {}", "name", "after")).alias("n")).to_series()


def wrong_numbers(numbers: NDArray[np.int64], rng: Rng) -> NDArray[np.int64]:
    """16-digit numbers with one digit wrong, two neighbours transposed, or the last one lost."""
    kind = rng.integers(0, 3, len(numbers))
    power = 10 ** rng.integers(0, 14, len(numbers))
    digit = numbers // power % 10
    beside = numbers // (power * 10) % 10
    replaced = numbers + ((digit + rng.integers(1, 10, len(numbers))) % 10 - digit) * power
    swapped = numbers + (digit - beside) * power * 9
    return np.where(kind == 0, replaced, np.where(kind == 1, swapped, numbers // 10))
