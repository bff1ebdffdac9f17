"""Where a family stands in a release: one of ten deciles, unranked, or absent."""

from __future__ import annotations

UNRANKED = "unranked"
STANDINGS: tuple[str, ...] = (*(str(decile) for decile in range(1, 11)), UNRANKED)
"""In the names of columns."""

STANDING_UNRANKED = 0
"""A family without an official decile, where standings are numbers 1 to 10."""
STANDING_ABSENT = -1
"""A family that a release does not list: it entered since, or has left."""

DECILES: tuple[str, ...] = ("decile_national", "decile_province", "decile_city")
"""The columns of the official deciles."""
