"""What clerks do to the words of a name."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

_WORDS = pl.col("name").str.split(" ")


def _made(names: pl.Series, changed: pl.Expr, least_words: int) -> pl.Series:
    kept = pl.when(_WORDS.list.len() >= least_words).then(changed).otherwise("name")
    return pl.DataFrame({"name": names}).select(kept.alias("name")).to_series()


def reversed_words(names: pl.Series) -> pl.Series:
    """The last word first: WATI SITI for SITI WATI."""
    return _made(names, _WORDS.list.reverse().list.join(" "), 2)


def joined_words(names: pl.Series) -> pl.Series:
    """The first two words as one: SITIAMINAH."""
    return _made(names, pl.col("name").str.replace(" ", "", literal=True), 2)


def cut_words(names: pl.Series) -> pl.Series:
    """The first word in two: SU HARTONO."""
    first = _WORDS.list.first()
    middle = first.str.len_chars() // 2
    cut = pl.concat_str(first.str.slice(0, middle), pl.lit(" "), pl.col("name").str.slice(middle))
    long = first.str.len_chars() >= 6
    return _made(names, pl.when(long).then(cut).otherwise("name"), 1)


def initials(names: pl.Series) -> pl.Series:
    """The last word as a letter: AHMAD S."""
    last = _WORDS.list.last()
    shortened = pl.concat_str(pl.col("name").str.strip_suffix(last), last.str.slice(0, 1))
    return _made(names, shortened, 2)


def aliases(names: pl.Series) -> pl.Series:
    """With the name that the neighbours use: SUHARTINI ALIAS TINI."""
    called = _WORDS.list.first().str.tail(4)
    return _made(names, pl.concat_str("name", pl.lit(" ALIAS "), called), 1)


def first_words(names: pl.Series) -> pl.Series:
    """Nothing but the first word."""
    return _made(names, _WORDS.list.first(), 2)


NAME_FAULTS: dict[str, Callable[[pl.Series], pl.Series]] = {
    "reversed": reversed_words,
    "joined": joined_words,
    "cut": cut_words,
    "initials": initials,
    "alias": aliases,
    "first_only": first_words,
}
