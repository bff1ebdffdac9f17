"""The levels of area that the register is counted by."""

from __future__ import annotations

from enum import StrEnum


class AreaLevel(StrEnum):
    """Kota, kecamatan or kelurahan; BPS codes of 4, 7 and 10 digits, each the start of the next."""

    CITY = "kota"
    DISTRICT = "kecamatan"
    VILLAGE = "kelurahan"

    @property
    def below(self) -> AreaLevel | None:
        """The level that this one is divided into; None for the lowest."""
        return {AreaLevel.CITY: AreaLevel.DISTRICT, AreaLevel.DISTRICT: AreaLevel.VILLAGE}.get(self)
