"""A program that knows an applicant's birth date and guesses the ticket."""

from __future__ import annotations

import random
from datetime import date

from django.test import Client
from django.utils import timezone

from desil.accounts.session import journal_of_office
from desil.cases.actions.entering import Applicant, Entry, enter_case
from desil.cases.actions.people import RESIDENT
from desil.cases.ticket import RANDOM_BYTES, ticket_from
from desil.portal.proof.limits import new_token

LIMITED, REFUSED, OPENED = "Terlalu banyak", "tidak cocok", "Keadaan sekarang"


def guess(draw: random.Random) -> str:
    """A ticket that could be."""
    return ticket_from(draw.randbytes(RANDOM_BYTES))


def answer_in(page: str) -> str:
    """Which of the three answers a page is; the page itself where it is none."""
    return next((word for word in (LIMITED, REFUSED, OPENED) if word in page), page)


def open_a_case(seed: int, village_code: str, nik: str, born: date) -> str:
    """The ticket of a new case of a resident, about nobody's family."""
    entered = enter_case(
        entry=Entry(
            "levy",
            "portal",
            f"kunci-{seed:016d}",
            Applicant("", nik, born, ""),
            village_code=village_code,
            told="Ada yang meminta uang.",
        ),
        randomness=random.Random(f"case {seed}").randbytes(RANDOM_BYTES),
        by=RESIDENT,
        at=timezone.now(),
        journal=journal_of_office(),
    )
    return entered.case.ticket


def try_ticket(ticket: str, born: date, address: str) -> str:
    """The answer to a ticket and a birth date, asked from an address, without the form's wait."""
    told = {
        "token": new_token("ticket", timezone.now()),
        "ticket": ticket,
        "birth_date": born.isoformat(),
    }
    client = Client(headers={"host": "localhost"}, REMOTE_ADDR=address)
    return answer_in(client.post("/warga/tiket/", told).content.decode())
