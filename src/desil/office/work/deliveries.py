"""Deliveries as they were taken in, and the rows that were left out of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.errors import NotFound
from desil.intake.record.delivery_file import Delivery
from desil.intake.record.readers import (
    RowReport,
    deliveries,
    delivery_called,
    quarantine,
    whole_rows,
)
from desil.intake.rules import rules
from desil.jobs.cells import csv_text
from desil.office.work.delivery_standing import (
    Awaited,
    ReasonForm,
    is_awaiting,
    standing_label,
    standing_shown,
)
from desil.office.work.request_context import asker_of, store_of_office
from desil.plausibility.ledger import Entry, history_of, ledger_entries
from desil.ui.family.facts import source_label

_SHOWN = 50  # rows of the quarantine on the page; the file has them all
_FIELDS = ("unit", "file", "line", "column", "rule", "says", "what_to_do", "value", "raw")


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One delivery in the list: its rows read = accepted + quarantined."""

    delivery: Delivery
    source: str
    read: int
    accepted: int
    quarantined: int
    standing: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How often a rule was broken, what is wrong then, what to do."""

    says: str
    what_to_do: str
    count: int


def _row(delivery: Delivery, entries: Mapping[str, tuple[Entry, ...]]) -> DeliveryRow:
    units = delivery.units.values()
    return DeliveryRow(
        delivery,
        source_label(delivery.source),
        sum(u.read for u in units),
        sum(u.accepted for u in units),
        sum(u.quarantined for u in units),
        standing_label(history_of(entries, delivery.id, delivery.folder)),
    )


def _rule_rows(delivery: Delivery) -> list[RuleRow]:
    known = rules()
    return [
        RuleRow(
            known[code].says if code in known else code,
            known[code].what_to_do if code in known else "",
            count,
        )
        for code, count in sorted(delivery.findings.items(), key=lambda entry: (-entry[1], entry))
    ]


def _requested_delivery(delivery_id: str) -> Delivery:
    try:
        return delivery_called(store_of_office(), delivery_id)
    except NotFound as fault:
        raise Http404("kiriman tidak ada") from fault


def _requested_awaited(request: HttpRequest) -> Awaited | None:
    try:
        return Awaited(text) if (text := request.GET.get("menunggu", "")) else None
    except ValueError as fault:
        raise Http404("tidak ada kiriman yang menunggu itu") from fault


@requires(Permission.DELIVERY_READ)
@never_cache
@require_safe
def delivery_list(request: HttpRequest) -> HttpResponse:
    """Every delivery, the newest first, or those that wait for something of the reader."""
    store, actor = store_of_office(), user_of(request).actor
    entries, awaited = ledger_entries(store), _requested_awaited(request)
    found = [
        _row(d, entries)
        for d in reversed(deliveries(store))
        if awaited is None or is_awaiting(history_of(entries, d.id, d.folder), awaited, actor)
    ]
    return render(request, "office/work/deliveries.html", {"rows": found, "awaited": awaited})


@requires(Permission.DELIVERY_READ)
@never_cache
@require_safe
def delivery(request: HttpRequest, delivery_id: str) -> HttpResponse:
    """One delivery: units, rules that were broken, the first rows of its quarantine (without their
    values, which are personal)."""
    chosen = _requested_delivery(delivery_id)
    may_see = user_of(request).may(Permission.QUARANTINE_READ)
    store = store_of_office()
    shown = {
        "row": _row(chosen, ledger_entries(store)),
        "standing": standing_shown(store, chosen, user_of(request)),
        "form": ReasonForm(),
        "rules": _rule_rows(chosen),
        "quarantine": quarantine(store, chosen.id, limit=_SHOWN) if may_see else [],
        "most": _SHOWN,
    }
    return render(request, "office/work/delivery.html", shown)


class _Echo:
    """Gives back what is written, for a file that is sent while it is made."""

    def write(self, text: str) -> str:
        """The same text."""
        return text


def _lines(delivery_id: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(_FIELDS)
    for row in whole_rows(store_of_office(), delivery_id, RowReport.QUARANTINE):
        yield writer.writerow([csv_text(row.get(name)) for name in _FIELDS])


@requires(Permission.QUARANTINE_READ)
@never_cache
@require_safe
def quarantine_file(request: HttpRequest, delivery_id: str) -> StreamingHttpResponse:
    """The faulty rows as a CSV file, values included; recorded before the first byte is sent."""
    chosen = _requested_delivery(delivery_id)
    by = asker_of(request).actor
    journal = journal_of_office()
    with recorded(journal, "QUARANTINE_EXPORT", "delivery", by=by, at=timezone.now()) as record:
        record.object_id = chosen.id
        record.subjects = journal.named_in("".join(_lines(chosen.id)))
        record.payload.update(rows=sum(u.quarantined for u in chosen.units.values()))
    answer = StreamingHttpResponse(_lines(chosen.id), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="karantina-{chosen.id}.csv"'
    return answer
