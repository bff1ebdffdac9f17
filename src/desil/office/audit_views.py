"""The auditor's pages: the log, one event, whether it is whole, its checkpoints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.audit.checkpoint import checkpoints, keep_file, last_checkpoint, make_checkpoint
from desil.audit.event import Event, Outcome
from desil.audit.listing import Filter, count_events, events_page, verbs_in_use
from desil.audit.models import AuditEvent
from desil.audit.proof import inclusion_proof
from desil.audit.verification import verify
from desil.errors import CheckFailed, DesilError
from desil.office.audit_rows import event_rows
from desil.office.audit_words import change_label, outcome_label

_KEYS = ("pelaku", "tindakan", "hasil", "sejak", "sampai")


def _moment(asked: Mapping[str, str], key: str, *, after: int = 0) -> datetime | None:
    text = asked.get(key, "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text) + timedelta(days=after)
    except (ValueError, OverflowError) as fault:
        raise Http404(f"{key} bukan tanggal") from fault
    return timezone.make_aware(datetime.combine(day, time()))


def _actor(name: str) -> str:
    if not name or ":" in name or name == "-":
        return name
    found = User.objects.filter(username=name.lower()).first()
    return found.actor if found else name


def requested_events(asked: Mapping[str, str]) -> Filter:
    """The filter that an address of the log's page asks for."""
    return Filter(
        actor=_actor(asked.get("pelaku", "").strip()),
        verb=asked.get("tindakan", ""),
        outcome=asked.get("hasil", ""),
        since=_moment(asked, "sejak"),
        until=_moment(asked, "sampai", after=1),
    )


def _before(request: HttpRequest) -> int | None:
    text = request.GET.get("sebelum", "")
    if text and not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404("sebelum bukan nomor")
    return int(text) if text else None


@requires(Permission.AUDIT_READ)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The log, newest first, fifty a page."""
    wanted = requested_events(request.GET)
    page = events_page(wanted, before=_before(request))
    chosen = {key: request.GET[key] for key in _KEYS if request.GET.get(key)}
    older = urlencode(chosen | {"sebelum": str(page.older)}) if page.older else ""
    shown = {
        "rows": list(event_rows(page.events)),
        "total": count_events(wanted) if wanted.since else None,
        "older": f"?{older}" if older else "",
        "newest": f"?{urlencode(chosen)}" if request.GET.get("sebelum") else "",
        "chosen": chosen,
        "verbs": verbs_in_use(),
        "outcomes": [(o.value, outcome_label(o.value)) for o in Outcome],
    }
    return render(request, "office/audit_events.html", shown)


@requires(Permission.AUDIT_READ)
@require_safe
def event(request: HttpRequest, sequence: int) -> HttpResponse:
    """One event, with its hashes, and whether a checkpoint has it, so that it can be proven."""
    found = AuditEvent.objects.filter(sequence=sequence).first()
    if found is None:
        raise Http404("tidak ada peristiwa itu")
    (row,) = event_rows([found])
    hashes = {
        name: bytes(getattr(found, name)).hex()
        for name in ("commitment", "previous", "leaf", "seal")
    }
    with connection.cursor() as cursor:
        signed = last_checkpoint(cursor)
    is_signed = signed is not None and sequence <= signed.size
    shown = {"row": row, "hashes": hashes, "is_signed": is_signed}
    return render(request, "office/audit_event.html", shown)


@requires(Permission.AUDIT_READ)
@require_safe
def proof(request: HttpRequest, sequence: int) -> HttpResponse:
    """The event's inclusion proof as a file, without its personal part."""
    try:
        with connection.cursor() as cursor:
            facts = inclusion_proof(cursor, journal_of_office(), sequence)
    except DesilError as fault:
        raise Http404(fault.message) from fault
    answer = JsonResponse(facts, json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="bukti-{sequence}.json"'
    return answer


def _last_verification() -> tuple[AuditEvent, dict[str, object]] | None:
    last = AuditEvent.objects.filter(verb="AUDIT_VERIFY").order_by("-sequence").first()
    return (last, json.loads(last.payload or "{}")) if last else None


@requires(Permission.AUDIT_READ)
@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """When the log was last verified, what was found, and its checkpoints."""
    last = _last_verification()
    findings: list[tuple[str, str]] = []
    if last:
        listed = last[1].get("findings")
        for found in listed if isinstance(listed, list) else []:
            findings.append((str(found["place"]), change_label(str(found["change"]))))
    with connection.cursor() as cursor:
        kept = [(c, datetime.fromisoformat(c.at)) for c in reversed(checkpoints(cursor))]
    shown = {
        "last": last[0] if last else None,
        "verified": last[1].get("events") if last else None,
        "findings": findings,
        "checkpoints": kept[:60],
        "key_id": journal_of_office().keys.key_id,
    }
    return render(request, "office/audit_state.html", shown)


@requires(Permission.AUDIT_CHECKPOINT)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Verify the whole log now, and record what came of it."""
    journal = journal_of_office()
    with connection.cursor() as cursor:
        found = verify(cursor, journal)
    payload = {
        "events": found.events,
        "findings": [{"place": f.place, "change": f.change.value} for f in found.findings],
    }
    outcome = Outcome.DONE if found.is_intact else Outcome.FAILED
    made = Event(
        timezone.now(),
        user_of(request).actor,
        "AUDIT_VERIFY",
        "log",
        outcome=outcome,
        payload=payload,
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            journal.append(cursor, made)
    except CheckFailed:  # our keys are not those of the log
        return redirect(f"{reverse('office:audit_state')}?kunci=1")
    return redirect("office:audit_state")


@requires(Permission.AUDIT_CHECKPOINT)
@require_POST
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Sign the log as it is."""
    journal = journal_of_office()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            made = make_checkpoint(cursor, journal, by=user_of(request).actor, at=timezone.now())
    except DesilError:
        return redirect(f"{reverse('office:audit_state')}?gagal=1")
    keep_file(journal.home, made)
    return redirect("office:audit_state")
