"""Open data: the figures of every kelurahan, small ones hidden, and the files to take away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from desil.accounts.rules import public
from desil.dictionary.standing import STANDINGS
from desil.eligibility.lists.period import period_of
from desil.open_data.counts import ALL, STATUS_LABELS, Area, Status
from desil.open_data.folder.contents import FILE_NAMES
from desil.open_data.published import Figure, Figures, Published, PublishedProgramme
from desil.portal.open_figures import files_now, published_now
from desil.ui.family.facts import said
from desil.ui.figures import count_text
from desil.ui.maps.shares import ShareMap, share_map
from desil.ui.places import place_name

HIDDEN = "*"
_FILES = {
    "deciles.csv": _lazy("Keluarga menurut desil"),
    "programme-counts.csv": _lazy("Keluarga menurut program"),
    "programmes.csv": _lazy("Nama program"),
    "areas.csv": _lazy("Nama dan kode wilayah"),
    "kelurahan.geojson": _lazy("Peta"),
    "csv-metadata.json": _lazy("Arti kolom"),
    "datapackage.json": _lazy("Arti kolom"),
    "catalogue.jsonld": _lazy("Katalog"),
    "README.txt": _lazy("Keterangan"),
}
_KINDS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "geojson": "application/geo+json",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A line of the table: the city, a kecamatan or a kelurahan, by desil and together."""

    style: str
    name: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be shown: all families, or those who stand so with a programme."""

    value: str
    label: str
    is_chosen: bool


def families_text(figure: Figure) -> str:
    """Families as they may be told: a number, or from and to."""
    least, most = figure.families.least, figure.families.most
    return count_text(least) if least == most else f"{count_text(least)}–{count_text(most)}"


def people_text(figure: Figure) -> str:
    """People as they may be told: a number, at least so many, or hidden."""
    if figure.has_all_people:
        return count_text(figure.people_least)
    return f"≥ {count_text(figure.people_least)}" if figure.people_least else HIDDEN


def _requested_figures(
    published: Published, value: str
) -> tuple[PublishedProgramme | None, Status | None, Figures]:
    """The programme and status of an address (`PKH.listed`); Http404 for what is not there."""
    if not value:
        return None, None, published.deciles
    for programme in published.programmes:
        for status, figures in programme.figures.items():
            if value == f"{programme.code}.{status}":
                return programme, status, figures
    raise Http404("program tidak dikenal")


def _choices(published: Published, chosen: str) -> Iterator[Choice]:
    yield Choice("", _("Semua keluarga"), not chosen)
    language = get_language() or "id"
    for programme in published.programmes:
        for status in programme.figures:
            value = f"{programme.code}.{status}"
            name = programme.name.in_language(language)
            label = f"{name}: {STATUS_LABELS[status].in_language(language).lower()}"
            yield Choice(value, label, value == chosen)


def _rows(published: Published, figures: Figures, *, is_people: bool) -> Iterator[AreaRow]:
    text = people_text if is_people else families_text

    def row(area: Area, style: str) -> AreaRow:
        told = (figures[area.level, area.code, decile] for decile in (ALL, *STANDINGS))
        name = place_name(area.name) if area.name != "-" else _("Tanpa kelurahan")
        return AreaRow(style, name, [text(figure) for figure in told])

    for city in published.areas_of("kota"):
        yield row(city, "row-total")
        for district in published.areas_of("kecamatan", city.code):
            yield row(district, "row-sum")
            for village in published.areas_of("kelurahan", district.code):
                yield row(village, "row-part")


def _middle(figure: Figure) -> float:
    return (figure.families.least + figure.families.most) / 2


def _percent(share: float) -> str:
    return f"{round(100 * share)}\u202f%"


def _picture(published: Published, figures: Figures, *, is_programme: bool) -> ShareMap:
    """Of all families the share of desil 1-4, of a programme its share of all families; a range
    counts by its middle, so that the picture tells no more than the table."""
    shares = {}
    for area in published.areas_of("kelurahan"):
        place = (area.level, area.code)
        counted = (ALL,) if is_programme else STANDINGS[:4]
        part = sum(_middle(figures[(*place, decile)]) for decile in counted)
        whole = _middle(published.deciles[(*place, ALL)])
        shares[area.code] = part / whole if whole else 0.0
    title = _("Bagian dari semua keluarga") if is_programme else _("Bagian keluarga desil 1–4")
    return share_map(title, shares, text=_percent, has_names=False)


def _when(period: str) -> str:
    """The period of a list in words; empty where there is no list."""
    return said(period_of(period).label) if period else ""


@public
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The table of every kelurahan, of all families or of one programme, a map, and the files."""
    found, chosen = published_now(), request.GET.get("program", "")
    if found is None:
        return render(request, "portal/data.html", {"published": None})
    published, is_people = found[1], request.GET.get("satuan") == "jiwa"
    programme, status, figures = _requested_figures(published, chosen)
    language = get_language() or "id"
    shown = {
        "published": published,
        "choices": list(_choices(published, chosen)),
        "is_people": is_people,
        "programme": programme.name.in_language(language) if programme else "",
        "period": _when(programme.period) if programme else "",
        "status": STATUS_LABELS[status].in_language(language).lower() if status else "",
        "rows": list(_rows(published, figures, is_people=is_people)),
        "picture": _picture(published, figures, is_programme=programme is not None),
        "most": published.policy.threshold - 1,
        "licence": published.policy.licence,
        "publisher": published.policy.publisher.in_language(language),
        "files": [(name, _FILES[name]) for name in FILE_NAMES],
    }
    return render(request, "portal/data.html", shown)


@public
@require_safe
@cache_control(public=True, max_age=3600)
def data_file(request: HttpRequest, file: str) -> HttpResponse:
    """One file of the folder, for any other site as well; Http404 before the first publication."""
    files = files_now() if file in FILE_NAMES else None
    if files is None:
        raise Http404("berkas tidak ada")
    kind = _KINDS[file.rpartition(".")[2]]
    return HttpResponse(
        files[file], content_type=kind, headers={"Access-Control-Allow-Origin": "*"}
    )
