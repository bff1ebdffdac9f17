"""What the job found that judged a model on a survey, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.jobs.models import Job
from desil.jobs.ranking_models.survey_request import judgements_of
from desil.jobs.states import JobKind, JobState
from desil.office.ranking_models.figures import measure_label, percent
from desil.ranking.accuracy.measures import HIGHER_IS_BETTER
from desil.ranking.facts.catalogue import KNOWN_FACTS
from desil.ranking.survey.register_facts import fact_names
from desil.ui.family.facts import said
from desil.ui.figures import decimal_text

# Their order on the page; the database keeps none.
_MEASURES = (
    "r2", "exclusion_20", "exclusion_40", "severe_exclusion", "decile_within_one",
    "calibration_error",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One figure of one model: value, interval, and how it differs from the reference."""

    label: str
    value: str
    interval: str
    difference: str
    says: str


@dataclass(frozen=True, slots=True)
class PastRow:
    """A judgement of a model on one survey: when, on what, its drift and two figures."""

    job: Job
    reference: str
    drift: str
    r2: str
    exclusion_40: str


def _number(value: float | None, places: int = 3) -> str:
    return "–" if value is None else decimal_text(value, places).replace("-", "−")


def _between(low: float | None, high: float | None) -> str:
    return _("%(low)s sampai %(high)s") % {"low": _number(low), "high": _number(high)}


def _verdict(key: str, low: float | None, high: float | None) -> str:
    if low is None or high is None or (low <= 0 <= high):
        return _("tidak berbeda nyata")
    is_better = (low > 0) == (key in HIGHER_IS_BETTER)
    return _("lebih baik") if is_better else _("lebih buruk")


def _row(key: str, told: Sequence[float | None], *, is_reference: bool) -> JudgedRow:
    value, low, high, difference, below, above = told
    compared = not is_reference and difference is not None and key != "calibration_error"
    sign = "+" if compared and (difference or 0) > 0 else ""
    return JudgedRow(
        measure_label(key),
        _number(value),
        _between(low, high),
        f"{sign}{_number(difference)}" if compared else "",
        _verdict(key, below, above) if compared else "",
    )


def drift_text(drift: Sequence[float]) -> str:
    """How far a level moved, with its interval."""
    value, low, high = (percent(v) for v in drift)
    return _("%(value)s (%(low)s sampai %(high)s)") % {"value": value, "low": low, "high": high}


def _name(name: str) -> str:
    if name == "ols":
        return _("OLS yang dipelajari dari survei ini")
    return name.replace(", tingkat disetel", _(", tingkat disetel pada survei ini"))


def _tables(result: Mapping[str, Any]) -> list[tuple[str, bool, list[JudgedRow]]]:
    return [
        (
            _name(name),
            name == result["against"],
            [
                _row(key, figures[key], is_reference=name == result["against"])
                for key in _MEASURES
                if key in figures
            ],
        )
        for name, figures in result["figures"]
    ]


def _group_name(name: str) -> str:
    """A group "column=answer" in the dictionary's words, where it knows the column."""
    column, _sign, answer = name.partition("=")
    known = KNOWN_FACTS.get(fact_names().get(column.strip().lower(), ""))
    if known is None:
        return name
    is_code = known.codes is not None and answer.isdigit()
    if known.codes is not None and is_code and int(answer) in known.codes.stored_values:
        answer = said(known.codes.label_of(int(answer)))
    return f"{said(known.label)}: {answer}"


def _group_rows(result: Mapping[str, Any]) -> list[tuple[str, int, list[str]]]:
    return [
        (
            _group_name(name),
            count,
            [f"{_number(v)} ({_between(low, high)})" for v, low, high in cells],
        )
        for name, count, *cells in result["groups"]
    ]


def past_rows(version: str) -> list[PastRow]:
    """Every survey that a model was judged on, the oldest first: its drift from one to the next."""
    rows = []
    for job in judgements_of(version):
        (own,) = (m for m in job.result["models"] if m["version"] == version)
        figures = dict(job.result["figures"])[own["name"]]
        rows.append(
            PastRow(
                job,
                job.result["reference"],
                drift_text(own["drift"]),
                _number(figures["r2"][0]),
                _number(figures["exclusion_40"][0]),
            )
        )
    return rows


@requires(Permission.MODEL_READ)
@never_cache
@require_safe
def judgement(request: HttpRequest, number: int) -> HttpResponse:
    """What a judgement found: drift, every model beside the reference, groups, the checks."""
    job = Job.objects.filter(
        pk=number, kind=JobKind.SURVEY.value, state=JobState.DONE.value
    ).first()  # fmt: skip
    if job is None:
        raise Http404("penilaian tidak ada")
    result = job.result
    language = "en" if get_language() == "en" else "id"
    shown = {
        "job": job,
        "result": result,
        "drifts": [(m["version"], m["name"], drift_text(m["drift"])) for m in result["models"]],
        "tables": _tables(result),
        "against": _name(result["against"]),
        "groups": _group_rows(result),
        "says": [s[language] for s in result["says"]],
    }
    return render(request, "office/models/judgement.html", shown)
