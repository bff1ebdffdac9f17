"""Why a family stands where our own model puts it, from what the run stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desil.dictionary.columns.ranking import INDICATIVE_LABELS, IndicativeReason
from desil.dictionary.results import STORED_CONTRIBUTIONS
from desil.ranking.explanation.breakdown import answer_label
from desil.ranking.explanation.sentences import document_for, said_percent
from desil.ranking.facts.catalogue import KNOWN_FACTS
from desil.ui.family.facts import said
from desil.ui.figures import share_text

Row = Mapping[str, Any]
_PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that weighs: by how many percent it raises or lowers the estimate, and what would
    verify it."""

    label: str
    answer: str
    raises: bool
    percent: str
    document: str


@dataclass(frozen=True, slots=True)
class Indicative:
    """Our own estimate of a family; `decile` None: `reason` says why there is none."""

    decile: int | None
    reason: str
    probability: str
    boundary: str
    is_too_close: bool
    reasons: tuple[Reason, ...]


def _language() -> str:
    return get_language() or "id"


def _boundary(score: Row) -> str:
    low, distance = score["nearest_boundary"], score["distance_micro"]
    if low is None or distance is None:
        return ""
    values = {"percent": said_percent(distance), "low": low, "high": low + 1}
    if distance <= 0:
        return _("%(percent)s persen di bawah batas desil %(low)s dan %(high)s") % values
    return _("%(percent)s persen di atas batas desil %(low)s dan %(high)s") % values


def _reasons(explanation: Row, family: Row) -> tuple[Reason, ...]:
    found = []
    for place in range(1, STORED_CONTRIBUTIONS + 1):
        name, micro = explanation[f"fact_{place}"], explanation[f"contribution_{place}"]
        if not name or not micro:
            continue
        known = KNOWN_FACTS[name]
        answer = answer_label(known, family.get(name))
        found.append(
            Reason(
                said(known.label),
                said(answer) if answer else "",
                micro > 0,
                said_percent(micro),
                document_for(name, _language()),
            )
        )
    return tuple(found)


def indicative_of(score: Row | None, explanation: Row | None, family: Row) -> Indicative | None:
    """What our model says of a family; None where no model was in use."""
    if score is None:
        return None
    decile, poor = score["indicative_national"], score["desil_1_4_ppm"]
    why = INDICATIVE_LABELS[IndicativeReason(score["indicative_reason"])]
    return Indicative(
        decile,
        why[0] if _language() == "id" else why[1],
        share_text(poor, _PPM) if poor is not None else "",
        _boundary(score),
        bool(score["is_too_close"]),
        _reasons(explanation, family) if explanation else (),
    )
