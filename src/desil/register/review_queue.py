"""Doubtful pairs that nobody has judged yet, and judging one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.engine.store import Store
from desil.errors import NotFound
from desil.linkage.review.decisions import (
    Decision,
    all_decisions,
    record_decisions,
    standing_decisions,
)
from desil.register.models import Doubt, Publication

Row = Mapping[str, Any]


def _is_judged(row: Row, decisions: Sequence[Decision]) -> bool:
    return any(
        d.source == row["source"]
        and d.record_id == row["record_id"]
        and (d.is_same or d.nik == row["nik"])
        for d in decisions
    )


def open_pairs(store: Store, *, skip: int = 0) -> tuple[Row | None, int]:
    """The pair after `skip` others that nobody has judged, those that would change most first, and
    how many there are in the reader's territory; (None, n) past the last."""
    waiting = _waiting(store)
    rows = waiting.order_by("-stake", "-share_ppm", "source", "record_id", "nik").values()
    return next(iter(rows[skip : skip + 1]), None), waiting.count()


def count_open_pairs(store: Store) -> int:
    """How many pairs in the reader's territory nobody has judged."""
    return _waiting(store).count()


def _waiting(store: Store) -> QuerySet[Doubt]:
    """The pairs that nobody has judged; only those of judged records are read for it."""
    publication = Publication.current_id()
    query: QuerySet[Any, Any] = Doubt.objects.filter(publication=publication)
    decisions = standing_decisions(all_decisions(store.home))
    told = query.filter(record_id__in={d.record_id for d in decisions})
    for key in told.values("source", "record_id", "nik"):
        if _is_judged(key, decisions):
            query = query.exclude(**key)
    return query


def doubt(source: str, record_id: str, nik: str) -> Row:
    """One pair; NotFound where the register has none, or none in the reader's territory."""
    publication = Publication.current_id()
    found = Doubt.objects.filter(
        publication=publication, source=source, record_id=record_id, nik=nik
    ).values()
    row: Row | None = found.first()
    if row is None:
        raise NotFound("Pasangan ini tidak ada, atau di luar wilayah tugas Anda.")
    return row


def judge(
    store: Store,
    *,
    pair: Row,
    is_same: bool,
    reason: str,
    by: str,
    at: datetime,
    journal: Journal,
) -> None:
    """Record a judgement: kept for ever, obeyed by every later run."""
    decision = Decision(
        pair["source"], pair["record_id"], pair["nik"], is_same, by, at.isoformat(), reason
    )
    with store.sole_writer(), recorded(journal, "REVIEW_DECIDE", "pair", by=by, at=at) as record:
        record.object_id = journal.person(pair["nik"])
        record.subjects = (journal.person(pair["nik"]),)
        record.payload.update(source=pair["source"], is_same=is_same)
        record_decisions(store.home, [decision])
