"""The rows of one list as its page shows them: masked, of the reader's territory, recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from desil.accounts.actions.recorded import recorded
from desil.accounts.masking import mask_address, mask_name, mask_number
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.dictionary.areas import city_villages
from desil.dictionary.columns.eligibility import ListState
from desil.jobs.list_models import ProgrammeList
from desil.office.programmes.words import row_state
from desil.programmes.lists import PAGE, Place, rows_of
from desil.ui.places import place_name

STATES = (ListState.LISTED, ListState.WAITING)
_FURTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class ListRow:
    """One place; `handle` leads to the family."""

    place: int
    village_place: int
    state: str
    handle: str
    name: str
    number: str
    village: str
    address: str
    desil: int | None
    notes: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of rows, how many there are, and the queries of the pages beside it."""

    rows: Sequence[ListRow]
    total: int
    first: int
    last: int
    newer: str
    older: str


def _notes(place: Place) -> str:
    notes = []
    if place.state == ListState.WAITING.value:
        notes.append(_("kuota terisi"))
    if place.is_borderline:
        notes.append(_("dekat batas desil 4"))
    if place.is_by_lot:
        notes.append(_("tempat ditentukan undian"))
    return "; ".join(notes)


def _row(place: Place, villages: dict[str, str]) -> ListRow:
    code = place.village_code or ""
    return ListRow(
        place.place,
        place.village_place,
        row_state(place.state),
        handles_of_office().of("kk", place.family_number),
        mask_name(place.name),
        mask_number(place.nik or place.family_number),
        villages.get(code, code),
        mask_address(place.address),
        place.desil,
        _notes(place),
    )


def requested_state(request: HttpRequest) -> str:
    """Listed, waiting, or both (empty); Http404 for anything else."""
    state = request.GET.get("keadaan", "")
    if state not in {"", *(s.value for s in STATES)}:
        raise Http404("keadaan tidak dikenal")
    return state


def _requested_page(request: HttpRequest) -> int:
    text = request.GET.get("halaman", "1")
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= _FURTHEST):
        raise Http404("halaman bukan angka yang mungkin")
    return int(text)


def list_page(request: HttpRequest, told: ProgrammeList, area: str, state: str) -> ListPage:
    """The rows that were asked for; recorded, with the families that it showed."""
    page, journal = _requested_page(request), journal_of_office()
    start = (page - 1) * PAGE
    with recorded(
        journal, "LIST_READ", "programme_list", by=user_of(request).actor, at=timezone.now()
    ) as record:
        places, total = rows_of(told, state=state, area_code=area, start=start)
        record.object_id = told.pk
        record.payload.update(area=area, state=state, page=page, shown=len(places))
        record.subjects = tuple(sorted({journal.family(p.family_number) for p in places}))
    villages = {v.bps: place_name(v.name) for v in city_villages()}

    def query(number: int) -> str:
        return urlencode({"wilayah": area, "keadaan": state, "halaman": str(number)})

    return ListPage(
        [_row(p, villages) for p in places],
        total,
        start + 1,
        start + len(places),
        query(page - 1) if page > 1 else "",
        query(page + 1) if start + PAGE < total else "",
    )
