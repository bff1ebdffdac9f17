"""Cases walked by the right people up to a step."""

from __future__ import annotations

from desil.cases.actions.moving import moving
from desil.cases.actions.signing import sign_cases
from desil.cases.actions.steps import advance
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step
from desil.cases.models import Case
from desil.cases.queries.case_file import file_of
from desil.cases.workflow.events import Move
from desil.cases.workflow.guards import missing_for_pass
from tests.case_office import acting, again, at_desk, entered, officer
from tests.case_staff import ROLE_OF

DETAILS = {"held_on": "2026-11-25", "attended": 12, "visited_on": "2026-11-26"}


def papers(case: Case, *names: str) -> None:
    """Documents as events alone, without their bytes."""
    for name in names:
        with moving(case.number, Move.DOCUMENT, details={"document": name}, **acting("operator")):
            pass


def take_step(case: Case, number: int = 1) -> None:
    """The step that a case waits for, taken as it should be."""
    step = Step(again(case).step or "")
    role = ROLE_OF[step]
    village = case.village_code
    with at_desk("operator", village):
        state = file_of(Case.objects.get(pk=case.pk), officer("operator")).state
        papers(case, *(n for n in missing_for_pass(kinds()[case.kind], state) if n != "changes"))
    with at_desk(role, village):
        if step is Step.SIGN:
            sign_cases([case.number], **acting(role, number))
            return
        outcome = kinds()[case.kind].outcomes[0] if step is Step.ANSWER else ""
        note = "Sudah kami jelaskan." if outcome else ""
        advance(case.number, details=DETAILS, outcome=outcome, note=note, **acting(role, number))


def walked_to(step: str, **told: object) -> Case:
    """A new case that waits for this step."""
    case = entered(**told).case
    while (waits := again(case).step) is not None and waits != step:
        take_step(case)
    return again(case)
