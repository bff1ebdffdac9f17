"""The resident's own page: why this decile, who looked, what is wrong, and a copy to keep."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desil.accounts.actions.recorded import recorded
from desil.accounts.session import journal_of_office
from desil.cases.queries.tickets import has_open_request
from desil.dictionary.calendar.office_day import office_day
from desil.engine.store import Store
from desil.errors import NotFound
from desil.jobs.cells import csv_text
from desil.paper.typesetting import Template, typeset
from desil.portal.own_data import OwnData, own_data, rows_of
from desil.portal.pages.guarded import for_the_resident
from desil.portal.proof.session import sees_specific_here
from desil.portal.request_form import FactsForm, new_request
from desil.register.residents.resident import Resident

_COLUMNS = ("bagian", "hal", "isi", "sumber", "tanggal")


def _read(request: HttpRequest, resident: Resident, verb: str, at: datetime) -> OwnData:
    journal = journal_of_office()
    with recorded(journal, verb, "person", by="resident", at=at) as record:
        record.subjects = (journal.family(resident.family_number), journal.person(resident.nik))
        try:
            specific = sees_specific_here(request, at)
            return own_data(resident, journal, Store(settings.DESIL_HOME), specific=specific)
        except NotFound as fault:
            raise Http404(fault.message) from fault


@for_the_resident
@require_safe
def own(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Everything that is kept, why the family stands where it stands, and the form of a request:
    beside each fact of the home that may be wrong, its choices."""
    at, facts = timezone.now(), FactsForm()
    data = _read(request, resident, "OWN_READ", at)
    beside = {name: facts[name] for name in facts.fields}
    home = [(g, [(f, beside.pop(f.name, None)) for f in g.facts]) for g in data.home]
    form = new_request(at, is_ranked=data.decile is not None)
    if has_open_request(resident.nik):
        form.ask_despite()
    shown = {"data": data, "home": home, "untold": list(beside.values()), "form": form}
    shown["is_specific_closed"] = not sees_specific_here(request, at)
    return render(request, "portal/own.html", shown)


def _as_json(data: OwnData, _at: datetime) -> bytes:
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in rows_of(data)]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def _as_csv(data: OwnData, _at: datetime) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows([csv_text(cell) for cell in row] for row in rows_of(data))
    return text.getvalue().encode("utf-8-sig")


def _as_pdf(data: OwnData, at: datetime) -> bytes:
    values = {
        "title": "Data saya di desil",
        "language": "id",
        "lines": [f"Menurut rilis {data.release_date:%Y-%m-%d}, disalin {office_day(at)}."],
        "columns": _COLUMNS,
        "rows": rows_of(data),
        "widths": [3, 3, 4, 3, 2],
        "numbers": [],
        "serial": "salinan",
        "page_word": "Halaman",
    }
    return typeset(Template.TABLE, values, at=at, home=settings.DESIL_HOME)


_COPIES: Mapping[str, tuple[str, Callable[[OwnData, datetime], bytes]]] = {
    "json": ("application/json", _as_json),
    "csv": ("text/csv; charset=utf-8", _as_csv),
    "pdf": ("application/pdf", _as_pdf),
}


@for_the_resident
@require_safe
def own_copy(request: HttpRequest, resident: Resident) -> HttpResponse:
    """A copy of the resident's data: ?bentuk=json, csv or pdf (UU 27/2022, article 7)."""
    form = request.GET.get("bentuk", "pdf")
    if form not in _COPIES:
        raise Http404("Bentuk salinan: json, csv, atau pdf.")
    at = timezone.now()
    media, make = _COPIES[form]
    answer = HttpResponse(make(_read(request, resident, "OWN_COPY", at), at), content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="data-saya.{form}"'
    return answer
