"""What the current publication was ranked by: the model, and the cut-offs in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from desil.dictionary.standing import CUTOFFS
from desil.register.models import Publication, RankingCutoff

_MICRO = 1_000_000  # scores are kept in 1e-6 log points


@dataclass(frozen=True, slots=True)
class CutoffRow:
    """The cut-offs of one level: `scores` at the upper ends of deciles 1 to 9 in log points, as
    text; a dash where there is none."""

    level: str
    method: str
    valid_from: date | None
    reference: str
    scores: tuple[str, ...]


def _level(level: str) -> str:
    return {"national": _("nasional"), "city": _("kota")}.get(level, level)


def _method(method: str) -> str:
    return {
        "given": _("diberikan bersama model"),
        "anchored": _("ditambatkan pada desil resmi"),
        "tenths": _("sepersepuluh penduduknya sendiri"),
    }.get(method, method)


def cutoffs_in_force(publication: Publication) -> list[CutoffRow]:
    """The cut-offs of the levels that hold for the whole city; none where nothing was ranked."""
    found = (
        RankingCutoff.objects.filter(
            publication=publication, level__in=("national", "city"), boundary__range=(1, 9)
        )
        .order_by("-level", "area_code", "boundary")
        .values_list("level", "method", "valid_from", "reference", "boundary", "score_micro")
    )
    rows = []
    for (level, method, valid_from, reference), them in groupby(found, key=lambda row: row[:4]):
        told = {row[4]: number_format((row[5] or 0) / _MICRO, 3) for row in them}
        scores = tuple(told.get(boundary, "–") for boundary in CUTOFFS)
        rows.append(CutoffRow(_level(level), _method(method), valid_from, reference, scores))
    return rows


def ranking_facts(publication: Publication) -> Mapping[str, str]:
    """The model, its weighting and the review's weights, as the run's recipe has them."""
    told = publication.run.recipe.get("parameters", {})
    return {
        _("Model"): str(told.get("model") or "–"),
        _("Yang dihitung dalam sepersepuluhan"): {
            "families": _("keluarga"),
            "persons": _("jiwa"),
        }.get(str(told.get("weighting")), "–"),
        _("Versi program"): publication.run.code_version,
    }
