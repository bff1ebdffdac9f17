"""A model as its page shows it: facts with what they do to a score, and how it was made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import expm1

from django.utils.translation import gettext as _

from desil.dictionary.calendar.office_day import office_day
from desil.dictionary.columns.units import unit_label
from desil.office.ranking_models.figures import percent
from desil.ranking.activation.model_store import Decision, ModelState, Step
from desil.ranking.formula.model import MICRO, BandedFact, CodedFact, Fact, Model
from desil.ranking.models.kinds import BLEND, model_kinds
from desil.ui.family.facts import said

_ACCOUNT = re.compile(r"\(user:(\d+)\)$")


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact: how many answers it tells apart, and the lowest and highest effect on estimated
    expenditure, in percent of a family that differs in this answer alone."""

    label: str
    answers: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Who proposed or approved a model, and on which day at the office."""

    is_proposal: bool
    by: str
    day: date


def state_label(state: ModelState) -> str:
    """Where a model stands, in words."""
    return {
        ModelState.PROPOSED: _("diusulkan"),
        ModelState.ACTIVE: _("dipakai"),
        ModelState.FORMER: _("pernah dipakai"),
    }[state]


def kind_label(kind: str) -> str:
    """What a kind of model is called."""
    if kind in model_kinds():
        return said(model_kinds()[kind].label)
    return {
        "frozen": _("rumus dengan poin tetap"),
        BLEND: _("campuran beberapa model"),
    }.get(kind, kind)


def _effect(micro: int) -> str:
    return percent(expm1(micro / MICRO))


def _row(fact: Fact) -> FactRow:
    if isinstance(fact, CodedFact):
        points = tuple(fact.points.values())
    elif isinstance(fact, BandedFact):
        points = fact.points
    else:
        each = _effect(fact.slope)
        unit = said(unit_label(fact.unit))
        return FactRow(said(fact.label), _("tiap %(unit)s") % {"unit": unit}, each, each)
    return FactRow(said(fact.label), str(len(points)), _effect(min(points)), _effect(max(points)))


def fact_rows(model: Model) -> list[FactRow]:
    """The facts of a model in its own order."""
    return [_row(fact) for fact in model.facts]


def decision_rows(decisions: Sequence[Decision]) -> list[DecisionRow]:
    """What was decided about a model, the first first."""
    return [
        DecisionRow(
            d.step is Step.PROPOSED,
            _ACCOUNT.sub(lambda found: _("(akun %(number)s)") % {"number": found[1]}, d.by),
            office_day(datetime.fromisoformat(d.at)),
        )
        for d in decisions
    ]
