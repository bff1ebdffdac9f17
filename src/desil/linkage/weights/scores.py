"""The weights as SQL: what the levels of a pair add up to."""

from __future__ import annotations

from math import log2

from desil.linkage.weights.comparisons import COMPARISONS, SAME_HOME, Comparison, top_level
from desil.linkage.weights.parameters import Parameters

_MILLI = 1000


def _milli(bits: float) -> int:
    return round(bits * _MILLI)


def _weight_sql(comparison: Comparison, weights: tuple[float, ...]) -> str:
    cases = " ".join(
        f"when {number} then {_milli(w)}"
        for number, w in zip(comparison.numbers, weights, strict=True)
    )
    return f"case {comparison.name}_level {cases} else 0 end"


def score_sql(parameters: Parameters, people: int) -> str:
    """The weight of a pair in thousandths of a bit, over the columns of `compared_pair`.

    `people`: how many people a record could be, out of all of whom it is one.
    """
    name = COMPARISONS[0]
    rare = len(name.levels) - sum(level.by_rarity for level in name.levels)
    home = top_level("household") - SAME_HOME
    centre = parameters.rarity_centre
    bits = f"log2({people + 2**centre} / bearers) - {centre}"
    of_name = (
        f"if(name_level > {rare} and household_level <= {home},"
        f" cast(round({_milli(parameters.rarity)} * ({bits})) as integer), 0)"
    )
    prior = str(_milli(parameters.base - log2(max(people, 2))))
    parts = [_weight_sql(c, parameters.levels[c.name]) for c in COMPARISONS]
    whole = " + ".join([prior, *parts, of_name])
    numbered, unnumbered = (
        f"{_milli(scale.shift)} + {_milli(scale.slope)} * ({whole}) // {_MILLI}"
        for scale in (parameters.scale_numbered, parameters.scale_unnumbered)
    )
    return f"cast(if(is_numbered, {numbered}, {unnumbered}) as integer)"
