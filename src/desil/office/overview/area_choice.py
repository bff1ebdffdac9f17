"""What the overview pages are asked for: a publication, an area, a release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.http import Http404, HttpRequest

from desil.dictionary.areas import city_districts, city_villages
from desil.register.recap import CurrentPublication, current_publication
from desil.ui.places import place_name


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """An area to choose: its BPS code (empty: the whole city) and its name."""

    code: str
    name: str
    is_chosen: bool


def requested_publication() -> CurrentPublication | None:
    """What the register shows now; None before the first publication."""
    with connection.cursor() as cursor:
        return current_publication(cursor)


def requested_area(request: HttpRequest) -> str:
    """The BPS code of a kecamatan or kelurahan, or the empty text; Http404 for any other."""
    code = request.GET.get("wilayah", "")
    known = {v.bps for v in city_villages()} | {v.bps[:7] for v in city_villages()}
    if code and code not in known:
        raise Http404("wilayah tidak dikenal")
    return code


def area_choices(chosen: str) -> list[AreaChoice]:
    """The city and its kecamatan; a kelurahan that is chosen stands beside its kecamatan."""
    districts = [
        AreaChoice(code, place_name(name), code == chosen) for code, name in city_districts()
    ]
    village = [
        AreaChoice(v.bps, place_name(v.name), True) for v in city_villages() if v.bps == chosen
    ]
    return [*districts, *village]


def requested_release(request: HttpRequest, publication: CurrentPublication) -> date:
    """The release to look at, the newest when none is named; Http404 for one that is not there or
    has none before it."""
    known = [r.release_date for r in publication.releases[:-1]]
    text = request.GET.get("rilis", "")
    try:
        wanted = date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise Http404("rilis bukan tanggal") from fault
    if wanted is None:
        return publication.releases[0].release_date
    if wanted not in known:
        raise Http404("rilis tidak ada di register, atau tidak ada yang sebelumnya")
    return wanted
