"""Names in one spelling: titles dropped, short forms written out, old and new spelling alike.

The rules are data (names.yaml). They work on distinct words, of which a city has a few ten
thousand, and not on millions of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import yaml

_NAME, _WORD, _PLACE, _CANONICAL = "name", "word", "place", "canonical"


@dataclass(frozen=True, slots=True)
class SpellingRules:
    """The content of names.yaml."""

    titles: frozenset[str]
    dotted_titles: frozenset[str]
    first_words: dict[str, str]
    words: dict[str, str]
    spelling: tuple[tuple[str, str], ...]


@cache
def spelling_rules() -> SpellingRules:
    """The rules that the package carries."""
    text = files("desil.linkage.records").joinpath("names.yaml").read_text(encoding="utf-8")
    tree: dict[str, Any] = yaml.safe_load(text)
    return SpellingRules(
        frozenset(tree["titles"]),
        frozenset(tree["dotted_titles"]),
        tree["first_words"],
        tree["words"],
        tuple((str(old), str(new)) for old, new in tree["spelling"]),
    )


def _spelled(word: pl.Expr, rules: SpellingRules) -> pl.Expr:
    for old, new in rules.spelling:
        word = word.str.replace_all(old, new)
    for letter in "ABCDEGHIJKLMNOPRSTUW":  # a doubled letter says no more than one
        word = word.str.replace_all(letter * 2, letter, literal=True)
    return word


def _canonical_words(words: pl.DataFrame, rules: SpellingRules) -> pl.DataFrame:
    """`words` (word, is_first) with the column `canonical`; titles become empty."""
    raw = pl.col(_WORD)
    plain = raw.str.replace_all(r"[^A-Z]", "")
    full = (
        pl.when(plain.is_in(list(rules.titles)) | raw.is_in(list(rules.dotted_titles)))
        .then(pl.lit(""))
        .when(pl.col("is_first") & plain.is_in(list(rules.first_words)))
        .then(plain.replace(rules.first_words))
        .otherwise(plain.replace(rules.words))
    )
    return words.with_columns(_spelled(full, rules).alias(_CANONICAL))


def canonical_names(names: pl.Series) -> pl.DataFrame:
    """One row per distinct name: `name`, and `canonical`, its words in one spelling.

    A name of nothing but titles keeps its letters. Missing names are left out.
    """
    rules = spelling_rules()
    distinct = pl.DataFrame({_NAME: names}).drop_nulls().unique().with_row_index(_PLACE)
    cleaned = (
        pl.col(_NAME)
        .str.normalize("NFKD")
        .str.to_uppercase()
        .str.replace_all(r"[\u0300-\u036f'’`]", "")
        .str.replace_all(r"[^A-Z.]+", " ")
        .str.replace_all(r"([A-Z]{3,})\.", "$1 ")
        .str.strip_chars()
    )
    listed = distinct.select(_PLACE, cleaned.str.split(" ").alias(_WORD)).explode(_WORD)
    place = pl.col(_PLACE)
    listed = listed.with_columns((place != place.shift(1)).fill_null(True).alias("is_first"))
    words = _canonical_words(listed.select(_WORD, "is_first").unique(), rules)
    joined = (
        listed.join(words, on=[_WORD, "is_first"], how="left", maintain_order="left")
        .filter(pl.col(_CANONICAL) != "")
        .group_by(_PLACE, maintain_order=True)
        .agg(pl.col(_CANONICAL).str.join(" "))
    )
    bare = pl.col(_NAME).str.to_uppercase().str.replace_all(r"[^A-Z]", "")
    return distinct.join(joined, on=_PLACE, how="left").select(
        _NAME, pl.coalesce(_CANONICAL, bare).alias(_CANONICAL)
    )
