"""One doubtful pair: both records side by side, and the evidence in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from desil.dictionary.areas import city_villages
from desil.dictionary.tables import FAMILY, PERSON
from desil.linkage.weights.comparisons import COMPARISONS
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.words import Evidence, pair_evidence
from desil.ui.family.facts import answer_text, said
from desil.ui.figures import UNKNOWN

_FIELDS = ("name", "birth_date", "sex", "family_number", "village_code", "address")


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both sides; `differs` where both are known and not the same."""

    label: str
    stated: str
    known: str
    differs: bool


def _text(name: str, value: Any) -> str:
    if value is None or value == "":
        return UNKNOWN
    if name == "village_code":
        names = {v.bps: v.name for v in city_villages()}
        return names.get(str(value), str(value))
    if name == "address":
        return str(value)
    column = PERSON.column(name)
    return answer_text(column, value)


def _label(name: str) -> str:
    if name in PERSON.names:
        return said(PERSON.column(name).label)
    if name == "village_code":
        return _("Kelurahan")
    return said(FAMILY.column(name).label)


def lines_of(pair: Mapping[str, Any]) -> list[Line]:
    """Both sides, field by field."""
    rows = []
    for name in _FIELDS:
        stated, known = pair[f"stated_{name}"], pair[f"known_{name}"]
        both = stated not in (None, "") and known not in (None, "")
        rows.append(
            Line(_label(name), _text(name, stated), _text(name, known), both and stated != known)
        )
    return rows


def evidence_of(pair: Mapping[str, Any], parameters: Parameters) -> list[Evidence]:
    """What each comparison says, the strongest first."""
    return pair_evidence({c.name: pair[f"{c.name}_level"] for c in COMPARISONS}, parameters)
