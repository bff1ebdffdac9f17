"""Attributes: vectors of facts that one permanent-income factor stands behind."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.synthetic.draw.normal import normal_quantile
from desil.synthetic.rows import Array, Rows

KINDS_OF_HEAD = ("man", "woman", "young", "old")
ABSENT = -1
Factor = NDArray[np.float32]


@cache
def read_attributes() -> dict[str, Any]:
    """The factor model that the package carries (attributes.yaml)."""
    text = files("desil.synthetic.welfare").joinpath("attributes.yaml").read_text(encoding="utf-8")
    tree: dict[str, Any] = bounded_yaml(text)
    return tree


def kind_of_head(sex: Array, age: Array) -> NDArray[np.int8]:
    """The kind of each head, as a position in KINDS_OF_HEAD."""
    kind = np.where(sex == 1, 0, 1)
    kind = np.where(age < 25, 2, kind)
    return np.where(age >= 65, 3, kind).astype(np.int8)


def band_of(name: str, values: Array) -> NDArray[np.int8]:
    """The band (from 1) of each value, by the bounds of attributes.yaml; absent stays absent."""
    bounds = np.array(read_attributes()["bands"][name])
    band = np.searchsorted(bounds, values, side="right")
    return np.where(values < 0, ABSENT, band).astype(np.int8)


def draw_factor(count: int, rng: np.random.Generator) -> Factor:
    """The city's factor, with wider tails so that no score lacks a vector."""
    factor = rng.standard_normal(count, dtype=np.float32)
    factor[: count // 4] *= np.float32(2.1)
    return factor


def draw_vectors(factor: Factor, kind: str, rng: np.random.Generator) -> Rows:
    """One vector of facts per value of the factor, for families with that kind of head."""
    tree = read_attributes()
    columns: dict[str, Array] = {}
    for name, model in tree["family"].items():
        columns[name] = _drawn(factor, model["loading"], model["ladder"], rng)
    for name, model in tree["head"].items():
        columns[name] = _drawn(factor, model["loading"], model[kind], rng)
    return Rows(consistent(columns))


def consistent(columns: dict[str, Array]) -> dict[str, Array]:
    """The columns with answers left out where the question is not asked."""
    metered = columns["lighting"] == 1
    columns["electric_power"] = np.where(metered, columns["electric_power"], ABSENT).astype(np.int8)
    has_toilet = columns["toilet_facility"] != 6
    for name in ("toilet_type", "sewage_disposal"):
        columns[name] = np.where(has_toilet, columns[name], ABSENT).astype(np.int8)
    return columns


def _drawn(
    factor: Factor, loading: float, ladder: list[list[float]], rng: np.random.Generator
) -> NDArray[np.int8]:
    """A code from the ladder for each value of the factor."""
    codes = np.array([rung[0] for rung in ladder], dtype=np.int8)
    shares = np.array([rung[1] for rung in ladder], dtype=np.float64)
    edges = normal_quantile(np.cumsum(shares / shares.sum())[:-1]).astype(np.float32)
    own = rng.standard_normal(len(factor), dtype=np.float32)
    scale = np.float32(loading) * factor + np.float32(np.sqrt(1 - loading**2)) * own
    return codes[np.searchsorted(edges, scale)]
