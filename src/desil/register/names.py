"""The names that the register's SQL and its models share; a test holds the models to them."""

from __future__ import annotations

from enum import StrEnum

from desil.dictionary.results import AREA_RECAPS

AREA_COLUMNS: tuple[str, ...] = ("release_date", "level", "area_code", "area_name", "parent_code")
AREA_RECAP_COLUMNS: tuple[str, ...] = tuple(AREA_RECAPS.schema.names)


class AreaLevel(StrEnum):
    """Kota, kecamatan or kelurahan; BPS codes of 4, 7 and 10 digits, each the start of the next."""

    CITY = "kota"
    DISTRICT = "kecamatan"
    VILLAGE = "kelurahan"

    @property
    def below(self) -> AreaLevel | None:
        """The level that this one is divided into; None for the lowest."""
        return {AreaLevel.CITY: AreaLevel.DISTRICT, AreaLevel.DISTRICT: AreaLevel.VILLAGE}.get(self)


class PublicationState(StrEnum):
    """How far a publication has come."""

    LOADING = "loading"  # its tables are being filled, apart from the register
    PUBLISHED = "published"  # part of the register; one of these is current
    RETIRED = "retired"  # was published; its tables are gone
    ABANDONED = "abandoned"  # was never finished; its tables are gone
