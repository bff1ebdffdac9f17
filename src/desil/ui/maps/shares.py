"""Shares by kelurahan as a picture with its legend: boundaries where there are any, else tiles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from desil.dictionary.areas import city_villages
from desil.ui.figures import share_text
from desil.ui.maps.drawing import bands_of, boundary_map, tile_map
from desil.ui.places import place_name

BANDS = 5
_PARTS = 1_000_000


@dataclass(frozen=True, slots=True)
class ShareMap:
    """A map, its title, and by band the shares in it."""

    title: str
    drawn: SafeString
    legend: Sequence[tuple[int, str]]


def percent_text(share: float) -> str:
    """A share of 1 as a percentage with one decimal."""
    return share_text(round(share * _PARTS), _PARTS)


def _legend(
    shares: Mapping[str, float], bands: Mapping[str, int], text: Callable[[float], str]
) -> list[tuple[int, str]]:
    rows = []
    for band in sorted(set(bands.values())):
        own = [share for code, share in shares.items() if bands[code] == band]
        first, last = text(min(own)), text(max(own))
        rows.append((band, first if first == last else f"{first} – {last}"))
    return rows


def share_map(
    title: str,
    shares: Mapping[str, float],
    *,
    boundaries: Any = None,
    text: Callable[[float], str] = percent_text,
    has_names: bool = True,
) -> ShareMap:
    """The map of shares (0 to 1) by BPS code; equal shares share one of five bands. `boundaries`
    as GeoJSON; `text` how a share is said; tiles without names are half as large."""
    bands, villages = bands_of(shares, BANDS), city_villages()
    told = {v.bps: f"{place_name(v.name)}: {text(shares[v.bps])}" for v in villages
            if v.bps in shares}  # fmt: skip
    drawn = (
        boundary_map(title, boundaries, bands, told)
        if boundaries
        else tile_map(title, villages, bands, told, has_names=has_names)
    )
    return ShareMap(title, drawn, _legend(shares, bands, text))
