"""Names in one spelling: titles dropped, short forms written out, old and new spelling alike.

The rules are data (names.yaml). They work on distinct words, of which a city has a few thousand,
and not on millions of names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from desil.dictionary.declarations.yaml_reader import bounded_yaml

_PART, _WORD, _PLACE, _IS_FIRST, _SPELLED = "part", "word", "place", "is_first", "spelled"


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
    tree: dict[str, Any] = bounded_yaml(text)
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


def spelling_of(words: Sequence[str]) -> list[str]:
    """Words in capitals by the rules of spelling alone, titles and short forms as they stand."""
    column = pl.DataFrame({_WORD: pl.Series(words, dtype=pl.String)})
    return column.select(_spelled(pl.col(_WORD), spelling_rules())).to_series().to_list()


def _spelled_words(words: pl.DataFrame, rules: SpellingRules) -> pl.DataFrame:
    """`words` (word, is_first) with the column `spelled`; titles become empty."""
    raw = pl.col(_WORD)
    plain = raw.str.replace_all(r"[^A-Z]", "")
    full = (
        pl.when(plain.is_in(list(rules.titles)) | raw.is_in(list(rules.dotted_titles)))
        .then(pl.lit(""))
        .when(pl.col(_IS_FIRST) & plain.is_in(list(rules.first_words)))
        .then(plain.replace(rules.first_words))
        .otherwise(plain.replace(rules.words))
    )
    return words.with_columns(_spelled(full, rules).alias(_SPELLED))


def _spelled_parts(parts: pl.Series, *, first: bool) -> pl.Series:
    """Each part of a name (what stands between two spaces) in one spelling, as it is spelled where
    it stands first in its name, or elsewhere. Empty for titles."""
    cleaned = (
        pl.col(_PART)
        .str.normalize("NFKD")
        .str.to_uppercase()
        .str.replace_all(r"[\u0300-\u036f'’`]", "")
        .str.replace_all(r"[^A-Z.]+", " ")
        .str.replace_all(r"([A-Z]{3,})\.", "$1 ")
        .str.strip_chars()
    )
    table = pl.DataFrame({_PART: parts}).with_row_index(_PLACE)
    words = table.select(_PLACE, cleaned.str.split(" ").alias(_WORD)).explode(_WORD)
    begins = pl.col(_PLACE).is_first_distinct() if first else pl.lit(value=False)
    joined = (
        _spelled_words(words.with_columns(begins.alias(_IS_FIRST)), spelling_rules())
        .filter(pl.col(_SPELLED) != "")
        .group_by(_PLACE, maintain_order=True)
        .agg(pl.col(_SPELLED).str.join(" "))
    )
    return table.join(joined, on=_PLACE, how="left", maintain_order="left")[_SPELLED].fill_null("")


def _letters(parts: pl.Series) -> pl.Series:
    return parts.str.to_uppercase().str.replace_all(r"[^A-Z]", "")


# Arrow's own ways from and to Python import pandas first, which takes as long as spelling a million
# names; those of Polars do not.
def _texts(*texts: str | None) -> pa.Array:
    return pl.Series(texts, dtype=pl.String).to_arrow().cast(pa.string())


def _numbers(array: pa.Array) -> NDArray[Any]:
    numbers = pl.from_arrow(array)
    assert isinstance(numbers, pl.Series)  # noqa: S101 - one column is a series
    return numbers.to_numpy()


def canonical_of(names: pa.Array) -> pa.Array:
    """The name at each place in one spelling, missing where the name is; as many as `names`.

    A name of nothing but titles keeps its letters.
    """
    lists = pc.split_pattern(pc.fill_null(names, _texts("")[0]), " ")
    parts = pc.list_flatten(lists).dictionary_encode()
    distinct = pl.Series(parts.dictionary.to_pylist(), dtype=pl.String)
    place = np.repeat(np.arange(len(names)), _numbers(pc.list_value_length(lists)))
    code = _numbers(parts.indices)
    elsewhere = _spelled_parts(distinct, first=False)
    is_name = (elsewhere != "").to_numpy()[code]  # and no title: a name begins after its titles
    place, code = place[is_name], code[is_name]
    is_first = np.ones(len(place), dtype=bool)
    is_first[1:] = place[1:] != place[:-1]
    spelled = pl.concat([_spelled_parts(distinct, first=True), elsewhere])
    ends = np.cumsum(np.bincount(place, minlength=len(names)), dtype=np.int32)
    chosen = pl.Series(np.where(is_first, code, code + len(distinct)))
    words = spelled.to_arrow().cast(pa.string()).take(chosen.to_arrow())
    offsets = pl.Series(np.concatenate([np.zeros(1, np.int32), ends])).to_arrow()
    joined = pc.binary_join(pa.ListArray.from_arrays(offsets, words), _texts(" ")[0])
    return _with_bare_titles(names, joined)


def _with_bare_titles(names: pa.Array, joined: pa.Array) -> pa.Array:
    is_empty = pc.equal(joined, _texts("")[0])
    bare = pl.from_arrow(names.filter(is_empty))
    assert isinstance(bare, pl.Series)  # noqa: S101 - one column is a series
    whole = pc.replace_with_mask(joined, is_empty, _letters(bare).to_arrow().cast(pa.string()))
    return pc.if_else(pc.is_valid(names), whole, _texts(None)[0])
