"""Numbers into the words of a file: names, addresses, areas."""

from __future__ import annotations

import numpy as np
import polars as pl

from desil.dictionary.areas import CITY_BPS, CITY_NAME, PROVINCE_BPS, PROVINCE_NAME, city_villages
from desil.synthetic.parameters import Parameters
from desil.synthetic.people.names import WORDS, names_of
from desil.synthetic.people.vocabulary import read_vocabulary
from desil.synthetic.rows import Array, Rows

AREA_COLUMNS = (
    "province_code",
    "province_name",
    "city_code",
    "city_name",
    "district_code",
    "district_name",
    "village_code",
    "village_name",
)


def name_series(people: Rows) -> pl.Series:
    """Full names."""
    return names_of((people[WORDS[0]], people[WORDS[1]], people[WORDS[2]]))


def numbers_series(numbers: Array) -> pl.Series:
    """Whole numbers, with null for those below zero."""
    series = pl.Series(np.ascontiguousarray(numbers))
    return pl.select(pl.when(series >= 0).then(series)).to_series()


def gathered(words: list[str | None], place: Array) -> pl.Series:
    """The word at each place, as text."""
    return pl.Series(words, dtype=pl.String).gather(pl.Series(place.astype(np.uint32)))


def address_series(families: Rows) -> pl.Series:
    """Street and house number, as a family's address is written."""
    streets = pl.Series(read_vocabulary().streets)
    frame = pl.DataFrame(
        {
            "street": streets.gather(pl.Series(families["street"].astype(np.uint32))),
            "house": families["house"],
            "rt": families["rt"],
            "rw": families["rw"],
        }
    )
    return frame.select(
        pl.format(
            "{} NO. {} RT {}/RW {}",
            "street",
            "house",
            pl.col("rt").cast(pl.String).str.zfill(3),
            pl.col("rw").cast(pl.String).str.zfill(3),
        ).alias("address")
    ).to_series()


def padded(numbers: Array, digits: int = 3) -> pl.Series:
    """Numbers as text with leading zeros; null below zero."""
    labels: list[str | None] = [str(n).zfill(digits) for n in range(256)]
    return gathered([None, *labels], numbers.astype(np.int64) + 1)


def area_columns(village: Array) -> dict[str, pl.Series]:
    """The eight area columns of each family's kelurahan, with BPS codes."""
    villages = city_villages()
    lists: dict[str, list[str | None]] = {
        "province_code": [PROVINCE_BPS] * len(villages),
        "province_name": [PROVINCE_NAME.upper()] * len(villages),
        "city_code": [CITY_BPS] * len(villages),
        "city_name": [CITY_NAME.upper()] * len(villages),
        "district_code": [v.bps_district for v in villages],
        "district_name": [v.district.upper() for v in villages],
        "village_code": [v.bps for v in villages],
        "village_name": [v.name.upper() for v in villages],
    }
    return {name: gathered(words, village) for name, words in lists.items()}


def ktp_area_columns(
    parameters: Parameters, village: Array, elsewhere: Array
) -> dict[str, pl.Series]:
    """The eight area columns of the KTP: the kelurahan, or province and city of another place.

    `elsewhere` is a position in the parameter `identity.elsewhere`, -1 for this city.
    """
    places = parameters.value("identity.elsewhere")
    villages = city_villages()
    none: list[str | None] = [None] * len(places)
    lists: dict[str, list[str | None]] = {
        "province_code": [PROVINCE_BPS] * len(villages) + [p[1][:2] for p in places],
        "province_name": [PROVINCE_NAME.upper()] * len(villages) + [p[2] for p in places],
        "city_code": [CITY_BPS] * len(villages) + [p[1] for p in places],
        "city_name": [CITY_NAME.upper()] * len(villages) + [p[3] for p in places],
        "district_code": [*(v.bps_district for v in villages), *none],
        "district_name": [*(v.district.upper() for v in villages), *none],
        "village_code": [*(v.bps for v in villages), *none],
        "village_name": [*(v.name.upper() for v in villages), *none],
    }
    place = np.where(elsewhere < 0, village, len(villages) + elsewhere)
    return {f"ktp_{name}": gathered(words, place) for name, words in lists.items()}
