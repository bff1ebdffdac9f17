"""The history of a case, grouped by its steps, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from desil.cases.letters.papers import named_papers
from desil.cases.models import CaseEvent
from desil.cases.workflow.events import Move
from desil.office.cases.words import (
    MOVES,
    document_label,
    outcome_label,
    reason_label,
    satisfaction_label,
    step_label,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: papers that one person brought one after the other are one line."""

    at: datetime
    what: str | Promise
    by: str
    says: str
    is_decision: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """What happened while a case waited for one step, at its entry, or while it was closed."""

    step: str
    entries: Sequence[Entry]


_PLAIN = frozenset({Move.DOCUMENT, Move.PROPOSE, Move.NOTE, Move.LINK, Move.REMIND, Move.ESCALATE})


def _details(event: CaseEvent, *, has_notes: bool) -> list[str]:
    told = event.details
    found = [reason_label(event.reason)] if event.reason else []
    if "document" in told:
        found.append(document_label(str(told["document"])))
    found += [document_label(name) for name in named_papers(event)]
    if "outcome" in told:
        found.append(outcome_label(str(told["outcome"])))
    if "answer" in told:
        found.append(satisfaction_label(str(told["answer"])))
    if "held_on" in told:
        found.append(
            _("%(day)s, %(n)s orang hadir")
            % {"day": told["held_on"], "n": told.get("attended", "–")}
        )
    found += [str(told[name]) for name in ("visited_on", "other", "into") if name in told]
    if told.get("resident_agrees"):
        found.append(_("pemohon sudah ditanya dan tetap meminta"))
    note = event.note if has_notes or not event.note else _("tidak ditampilkan")
    return [*found, *([note] if note else [])]


def _entry(events: Sequence[CaseEvent], *, has_notes: bool) -> Entry:
    says = [text for event in reversed(events) for text in _details(event, has_notes=has_notes)]
    first = events[0]
    is_decision = Move(first.move) not in _PLAIN
    joined = (", " if first.move == Move.DOCUMENT.value else " · ").join(says)
    return Entry(first.at, MOVES[first.move], first.by_name, joined, is_decision)


def _title(event: CaseEvent) -> str:
    if event.move == Move.ENTER.value:
        return _("Permohonan dicatat")
    return step_label(event.step) if event.step else _("Sesudah ditutup")


def _together(event: CaseEvent) -> tuple[str, str, object]:
    """What is one line: papers of one person; everything else stands for itself."""
    is_paper = event.move == Move.DOCUMENT.value
    return event.move, event.by, None if is_paper else event.pk


def timeline(history: Iterable[CaseEvent], *, has_notes: bool) -> list[Stretch]:
    """The events of a case (oldest first) by the step that it waited for then, the newest first."""
    newest = list(history)[::-1]
    return [
        Stretch(
            title,
            [
                _entry(list(same), has_notes=has_notes)
                for _key, same in groupby(events, key=_together)
            ],
        )
        for title, events in groupby(newest, key=_title)
    ]
