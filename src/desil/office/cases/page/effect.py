"""What a case's changes would do, in words: on a page of its own, which the case's page loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.cases.actions.moving import family_of_page
from desil.cases.kinds.words import About, Step
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.effect import Effect, effect_of
from desil.cases.queries.programmes_if import ProgrammeIf
from desil.dictionary.columns.eligibility import OUTCOME_LABELS
from desil.office.cases.page.facts import has_closed_facts, has_effect
from desil.office.cases.page.file import requested_file
from desil.office.cases.request_context import sees_specific_of
from desil.office.work.request_context import store_of_office
from desil.ui.family.facts import said
from desil.ui.figures import share_text

_PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class StandingShown:
    """An indicative standing in words."""

    decile: int | None
    reason: str
    share: str
    is_too_close: bool


@dataclass(frozen=True, slots=True)
class ProgrammeShown:
    """A programme whose answer would change: outcomes in words, and the reason of the last."""

    name: str
    now: str
    asked: str
    ranked: str
    says: str
    is_gained: bool
    is_lost: bool


def _is_stopped(file: CaseFile, effect: Effect) -> bool:
    """Whether the applicant has to be asked first: the family asked for the changes itself, and
    they would cost it its place or a programme."""
    is_asked_by_it = file.kind.about is not About.OTHER_FAMILY
    return file.state.step is Step.VERIFY and is_asked_by_it and effect.is_harmful


def harms_applicant(file: CaseFile) -> bool:
    """Whether what is checked now would harm the family that asked for it."""
    is_checked = file.state.step is Step.VERIFY and has_effect(file)
    return is_checked and _is_stopped(file, effect_of(file.case, store_of_office()))


def _standings(effect: Effect) -> list[tuple[str, StandingShown]]:
    found = []
    for label, one in ((_("Sekarang"), effect.before), (_("Sesudah perubahan"), effect.after)):
        if one is not None:
            share = "" if one.desil_1_4_ppm is None else share_text(one.desil_1_4_ppm, _PPM)
            found.append((label, StandingShown(one.decile, one.reason, share, one.is_too_close)))
    return found


def _programme(one: ProgrammeIf) -> ProgrammeShown:
    ranked = said(OUTCOME_LABELS[one.ranked.outcome]) if one.ranked else ""
    return ProgrammeShown(
        said(one.name),
        said(OUTCOME_LABELS[one.now.outcome]),
        said(OUTCOME_LABELS[one.asked.outcome]),
        ranked,
        said(one.last.says),
        one.is_gained,
        one.is_lost,
    )


def _changing(
    programmes: Sequence[ProgrammeIf] | None, *, specific: bool
) -> list[ProgrammeShown] | None:
    """The programmes whose answer would change; one that tells of health or disability is left
    out while that is closed. None where nothing can be said."""
    if programmes is None:
        return None
    changed = [p for p in programmes if len({p.now.outcome, p.asked.outcome, p.last.outcome}) > 1]
    return [_programme(p) for p in changed if specific or not p.is_specific]


@requires(Permission.CASE_VERIFY, Permission.CASE_SEND, family=family_of_page)
@never_cache
@require_safe
def case_effect(request: HttpRequest, number: str) -> HttpResponse:
    """What the changes of a case would do, or that it is too early to say; the look is recorded as
    one at the case."""
    file = requested_file(request, number)
    if not has_effect(file):
        return render(request, "office/cases/effect.html", {"case": file.case, "is_early": True})
    specific = sees_specific_of(request, file.case)
    effect = effect_of(file.case, store_of_office())
    # Which programmes such a change would gain or lose tells what it says.
    is_closed = has_closed_facts(file, specific=specific)
    programmes = None if is_closed else _changing(effect.programmes, specific=specific)
    shown = {
        "case": file.case,
        "official": effect.official,
        "standings": _standings(effect),
        "programmes": programmes,
        "is_upward": effect.is_upward,
        "lost": [one.name for one in programmes or () if one.is_lost],
        "is_stopped": not is_closed and _is_stopped(file, effect),
    }
    page = "_effect.html" if request.headers.get("HX-Request") else "effect.html"
    return render(request, f"office/cases/{page}", shown)
