"""Identity numbers: NIK and KK that are valid, unique, and belong to nobody.

Serials are 8001 to 9999 only: low serials with real area codes would be real people's numbers.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from lokal import wilayah
from numpy.typing import NDArray

from desil.dictionary.areas import city_villages
from desil.synthetic.parameters import Parameters
from desil.synthetic.rows import Array

Numbers = NDArray[np.int64]
Dates = NDArray[np.datetime64]


@cache
def city_prefixes() -> Numbers:
    """The six digits of each kelurahan's kecamatan, in the order of `city_villages()`."""
    return np.array([int(v.kemendagri_district.replace(".", "")) for v in city_villages()])


@cache
def _elsewhere(codes: tuple[str, ...]) -> tuple[Numbers, ...]:
    """The six-digit codes of all kecamatan of each city or regency."""
    return tuple(
        np.array([int(d.code.replace(".", "")) for d in wilayah.list_wilayah(code)])
        for code in codes
    )


def draw_origins(parameters: Parameters, count: int, rng: np.random.Generator) -> NDArray[np.int8]:
    """A place outside the city for each, as a position in the parameter `identity.elsewhere`."""
    weights = np.array([place[4] for place in parameters.value("identity.elsewhere")], dtype=float)
    edges = np.cumsum(weights / weights.sum())[:-1]
    return np.searchsorted(edges, rng.random(count)).astype(np.int8)


def prefixes_elsewhere(
    parameters: Parameters, origin: NDArray[np.int8], rng: np.random.Generator
) -> Numbers:
    """A kecamatan's six digits within each place of origin."""
    codes = tuple(str(place[0]) for place in parameters.value("identity.elsewhere"))
    prefixes = np.zeros(len(origin), dtype=np.int64)
    for place, districts in enumerate(_elsewhere(codes)):
        rows = np.flatnonzero(origin == place)
        prefixes[rows] = districts[rng.integers(0, len(districts), len(rows))]
    return prefixes


def day_month_year(dates: Dates, is_female: Array) -> Numbers:
    """DDMMYY as a number; women's day plus 40."""
    months = dates.astype("datetime64[M]")
    day = (dates - months).astype(np.int64) + 1 + 40 * is_female.astype(np.int64)
    month = months.astype(np.int64) % 12 + 1
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.asarray(day * 10_000 + month * 100 + year % 100)


def draw_niks(
    parameters: Parameters,
    prefix: Numbers,
    birth_date: Dates,
    sex: NDArray[np.int8],
    taken: Numbers,
    rng: np.random.Generator,
) -> Numbers:
    """A new NIK for each person, none of them among `taken` (sorted)."""
    stem = prefix * 1_000_000 + day_month_year(birth_date, sex == 2)
    return _unique(parameters, stem, taken, rng)


def draw_family_numbers(
    parameters: Parameters,
    prefix: Numbers,
    issue_date: Dates,
    taken: Numbers,
    rng: np.random.Generator,
) -> Numbers:
    """A new family card number for each family, none of them among `taken` (sorted)."""
    stem = prefix * 1_000_000 + day_month_year(issue_date, np.zeros(len(prefix), dtype=bool))
    return _unique(parameters, stem, taken, rng)


def _unique(
    parameters: Parameters, stem: Numbers, taken: Numbers, rng: np.random.Generator
) -> Numbers:
    """`stem` with a random serial; those that meet another number draw again. Dense serials run on
    from the last one that a stem was given."""
    low, high = (int(v) for v in parameters.value("identity.serials"))
    if parameters.value("identity.dense_serials"):
        return _dense(stem, taken, low, high)
    numbers = stem * 10_000 + rng.integers(low, high + 1, len(stem))
    for _ in range(200):
        again = _clashing(numbers, taken)
        if not len(again):
            return numbers
        numbers[again] = stem[again] * 10_000 + rng.integers(low, high + 1, len(again))
    raise ValueError("serials 8001 to 9999 do not suffice for one day of one kecamatan")


def _dense(stem: Numbers, taken: Numbers, low: int, high: int) -> Numbers:
    """`stem` with the next serials of each stem, in the order of the rows."""
    order = np.argsort(stem, kind="stable")
    ordered = stem[order]
    opening = np.ones(len(stem), dtype=bool)
    opening[1:] = ordered[1:] != ordered[:-1]
    start = np.maximum.accumulate(np.where(opening, np.arange(len(stem)), 0))
    last = np.searchsorted(taken, (ordered + 1) * 10_000) - 1
    used = np.full(len(stem), low - 1)
    if len(taken):
        newest = taken[np.maximum(last, 0)]
        used = np.where((last >= 0) & (newest // 10_000 == ordered), newest % 10_000, low - 1)
    serial = used + 1 + np.arange(len(stem)) - start
    if len(serial) and serial.max() > high:
        raise ValueError("serials 8001 to 9999 do not suffice for one day of one kecamatan")
    numbers = np.empty(len(stem), dtype=np.int64)
    numbers[order] = ordered * 10_000 + serial
    return numbers


def _clashing(numbers: Numbers, taken: Numbers) -> Numbers:
    """Positions of numbers that stand twice (the later ones) or are taken."""
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    doubled = np.zeros(len(numbers), dtype=bool)
    doubled[order[1:]] = ordered[1:] == ordered[:-1]
    if len(taken):
        place = np.minimum(np.searchsorted(taken, numbers), len(taken) - 1)
        doubled |= taken[place] == numbers
    return np.flatnonzero(doubled)
