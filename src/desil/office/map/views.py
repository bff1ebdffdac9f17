"""The map's page, and what its script reads: counts by kelurahan, nobody's data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.office.overview.area_choice import requested_publication
from desil.register.areas.boundaries import stored_boundaries
from desil.register.names import AreaLevel
from desil.register.recap import CurrentPublication, area_counts
from desil.ui.figures import count_text, share_text
from desil.ui.maps.drawing import bands_of
from desil.ui.maps.shares import BANDS, share_map
from desil.ui.places import place_name


@dataclass(frozen=True, slots=True)
class Shade:
    """One kelurahan: families of desil 1-4 among all of it, in parts per million, and its band of
    five, 0 the fifth of the kelurahan with the smallest shares."""

    code: str
    name: str
    ppm: int
    band: int
    first_four: str
    share: str

    @property
    def label(self) -> str:
        """Name and share."""
        return f"{self.name}: {self.share}"


def shades_of(publication: CurrentPublication) -> list[Shade]:
    """Every kelurahan at the newest release, the largest share first; equal shares share a band."""
    newest = publication.releases[0].release_date
    with connection.cursor() as cursor:
        found = area_counts(cursor, publication.id, newest, AreaLevel.VILLAGE)
    shares = {
        a.code: 1_000_000 * a.families.between(1, 4) // max(a.families.total, 1) for a in found
    }
    bands = bands_of(shares, BANDS)
    shades = [
        Shade(
            a.code,
            place_name(a.name),
            shares[a.code],
            bands[a.code],
            count_text(a.families.between(1, 4)),
            share_text(a.families.between(1, 4), a.families.total),
        )
        for a in found
    ]
    return sorted(shades, key=lambda s: (-s.ppm, s.code))


@requires(Permission.AGGREGATE_READ)
@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    """The map, its legend, and the same figures as a table."""
    publication = requested_publication()
    if publication is None:
        return render(request, "office/empty.html")
    shades = shades_of(publication)
    boundaries = stored_boundaries(settings.DESIL_HOME)
    picture = share_map(
        _("Bagian keluarga desil 1–4 menurut kelurahan"),
        {s.code: s.ppm / 1_000_000 for s in shades},
        boundaries=boundaries,
    )
    shown = {
        "shades": shades,
        "picture": picture,
        "has_boundaries": boundaries is not None,
        "release_date": publication.releases[0].release_date,
    }
    return render(request, "office/map.html", shown)


@requires(Permission.AGGREGATE_READ)
@require_safe
def map_areas(request: HttpRequest) -> JsonResponse:
    """The boundaries as GeoJSON, each with what to say of it, its band and its page; without
    boundaries or a publication no feature."""
    publication = requested_publication()
    boundaries = stored_boundaries(settings.DESIL_HOME)
    features: list[dict[str, Any]] = []
    if publication is not None and boundaries:
        shades = {s.code: s for s in shades_of(publication)}
        for feature in boundaries["features"]:
            shade = shades.get(feature["properties"]["bps"])
            if shade is not None:
                properties = {
                    "told": shade.label,
                    "band": shade.band,
                    "link": reverse("office:area", args=[shade.code]),
                }
                features.append({**feature, "properties": properties})
    return JsonResponse({"type": "FeatureCollection", "features": features})
