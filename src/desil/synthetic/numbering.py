"""Numbering: names, NIK and family cards for a whole population or for newcomers."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from desil.synthetic.draw.streams import stream_of
from desil.synthetic.parameters import Parameters
from desil.synthetic.people.identity import (
    city_prefixes,
    draw_family_numbers,
    draw_niks,
    draw_origins,
    prefixes_elsewhere,
)
from desil.synthetic.people.members import CHILD, GRANDCHILD, HEAD
from desil.synthetic.people.names import draw_names
from desil.synthetic.population import first_rows
from desil.synthetic.rows import Array, Rows

EMPTY: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
OLDEST_CARD = np.datetime64("2008-01-01")
HERE = -1


def number_families(
    parameters: Parameters,
    families: Rows,
    people: Rows,
    on: date,
    seed: int,
    taken: NDArray[np.int64] = EMPTY,
    stage: str = "cards",
    days: int | None = None,
) -> tuple[Rows, NDArray[np.int64]]:
    """`families` with card numbers, dates of issue and the place of their KTP; all numbers, sorted.

    The cards were issued since 2008, or in the last `days` days.
    """
    rng = stream_of(seed, stage)
    count = len(families)
    elsewhere = rng.random(count) < parameters.number("identity.ktp_elsewhere")
    origin = draw_origins(parameters, count, rng)
    span = int((np.datetime64(on) - OLDEST_CARD).astype(int)) if days is None else days
    back = (rng.random(count) ** 1.4 * span).astype(np.int64)
    issued = np.datetime64(on) - back.astype("timedelta64[D]")
    if days is None:
        grown = people["birth_date"][first_rows(people["family"])] + np.timedelta64(17 * 365, "D")
        issued = np.maximum(issued, grown)
    issued = np.minimum(issued, np.datetime64(on))
    prefix = city_prefixes()[families["village"]]
    prefix = np.where(elsewhere, prefixes_elsewhere(parameters, origin, rng), prefix)
    numbers = draw_family_numbers(parameters, prefix, issued, taken, rng)
    families = families.replace(
        family_number=numbers,
        ktp_place=np.where(elsewhere, origin, HERE).astype(np.int8),
    )
    return families, np.sort(np.concatenate([taken, numbers]))


def number_people(
    parameters: Parameters,
    families: Rows,
    people: Rows,
    seed: int,
    taken: NDArray[np.int64] = EMPTY,
    stage: str = "identity",
    city_share: float | None = None,
) -> tuple[Rows, NDArray[np.int64]]:
    """`people` with names and NIK; all NIK ever given, sorted.

    A share of them got the NIK in this city, the rest where they or their parents came from.
    """
    rng = stream_of(seed, stage)
    family = people["family"]
    share = parameters.number("identity.city_prefix_share") if city_share is None else city_share
    here = _born_here(people, share, rng)
    origin = draw_origins(parameters, len(families), rng)[family]
    prefix = city_prefixes()[families["village"]][family]
    away = np.flatnonzero(~here)
    prefix[away] = prefixes_elsewhere(parameters, origin[away], rng)
    niks = draw_niks(parameters, prefix, people["birth_date"], people["sex"], taken, rng)
    people = people.replace(nik=niks, **_names(parameters, families, people, rng))
    return people, np.sort(np.concatenate([taken, niks]))


def _born_here(people: Rows, share: float, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Young people mostly, older ones less, so that together `share` hold this city's prefix."""
    young = people["birth_date"] >= np.datetime64("2005-01-01")
    among_young = min(1.0, share + 0.20)
    weight = float(young.mean()) if len(young) else 0.0
    among_old = (share - among_young * weight) / max(1 - weight, 1e-9)
    return rng.random(len(young)) < np.where(young, among_young, among_old)


def _names(
    parameters: Parameters, families: Rows, people: Rows, rng: np.random.Generator
) -> dict[str, Array]:
    """Words of the name; children and grandchildren bear the family's clan name."""
    family, relation = people["family"], people["relationship"]
    clan = families["clan"][family]
    inherits = np.isin(relation, (HEAD, CHILD, GRANDCHILD))
    mixed = families["clan"][rng.permutation(len(families))][family]
    clan = np.where(inherits, clan, np.where(clan > 0, mixed, 0)).astype(np.uint16)
    year = people["birth_date"].astype("datetime64[Y]").astype(np.int64) + 1970
    return draw_names(
        parameters, people["sex"], year.astype(np.int16), families["community"][family], clan, rng
    )
