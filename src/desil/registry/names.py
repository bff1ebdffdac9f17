"""The names that the register's SQL and its models share; a test holds the models to them."""

from __future__ import annotations

from enum import StrEnum

from desil.dictionary.columns.eligibility import ELIGIBILITY_TABLES
from desil.dictionary.columns.ranking import RANKING_TABLES
from desil.dictionary.columns.successions import SUCCESSIONS
from desil.dictionary.recap_results import RECAP_TABLES
from desil.dictionary.results import FAMILIES, FAMILY_DECILES, MEMBERSHIPS, PERSONS, ResultTable

LOADED: tuple[ResultTable, ...] = (
    PERSONS,
    FAMILIES,
    FAMILY_DECILES,
    MEMBERSHIPS,
    *SUCCESSIONS,
    *RANKING_TABLES,
    *RECAP_TABLES,
    *ELIGIBILITY_TABLES,
)
# A run without a model, or of an older desil, has none of these: their tables are then empty.
MAY_BE_ABSENT: frozenset[str] = frozenset(
    t.name for t in (*SUCCESSIONS, *RANKING_TABLES, *RECAP_TABLES, *ELIGIBILITY_TABLES)
)
AREA_RECAP = "area_recap"
PARTITIONED_TABLES: tuple[str, ...] = (*(table.name for table in LOADED), AREA_RECAP)

STANDINGS: tuple[str, ...] = (*(str(decile) for decile in range(1, 11)), "unranked")
AREA_COLUMNS: tuple[str, ...] = ("release_date", "level", "area_code", "area_name", "parent_code")
AREA_RECAP_COLUMNS: tuple[str, ...] = (
    *AREA_COLUMNS,
    *(f"families_{standing}" for standing in STANDINGS),
    *(f"people_{standing}" for standing in STANDINGS),
)


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
