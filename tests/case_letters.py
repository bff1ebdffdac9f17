"""The letters and tickets of a case as its applicant reads them, for tests."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from desil.cases.actions.people import RESIDENT
from desil.cases.letters.letter import letter_values
from desil.cases.models import Case
from desil.cases.queries.case_file import CaseFile, file_of
from desil.cases.ticket import shown
from desil.portal.followed import applicant_words, happened_of
from desil.portal.requested_facts import requested_facts
from desil.portal.standing import ended_of
from tests.case_office import at_desk

NAMED: dict[str, Any] = {"site": "http://kota/", "secret": "x" * 50}


def file_of_applicant(case: Case) -> CaseFile:
    """The case as its applicant may read it."""
    with at_desk("verifier"):
        return file_of(Case.objects.get(pk=case.pk), RESIDENT)


def letter_told(case: Case) -> tuple[str, str]:
    """The number of the newest letter of a case, and its parts line by line."""
    with at_desk("verifier"):
        file = file_of(Case.objects.get(pk=case.pk), RESIDENT)
        told = letter_values(file, home=settings.DESIL_HOME, **NAMED)
    facts = [f"{label}: {text}" for label, text in told["facts"] if text != shown(case.ticket)]
    text = "\n".join([told["title"], *told["paragraphs"], *facts, *told["steps"]])
    return told["number"], text


def letter_text(case: Case) -> str:
    """The newest letter of a case, its parts line by line."""
    return letter_told(case)[1]


def ticket_text(case: Case) -> str:
    """What the page of a ticket says of a case, line by line."""
    with at_desk("verifier"):
        file = file_of(Case.objects.get(pk=case.pk), RESIDENT)
        facts = [
            f"{f.label}: minta {f.asked}; dilihat {f.seen or '-'}; dikirim {f.sent}"
            + (f"; rilis {f.released}" if f.released else "")
            for f in requested_facts(file)
        ]
        happened = [f"{day} {what}" for day, what in happened_of(file)]
        return "\n".join([applicant_words(file), ended_of(file), *facts, *happened])
