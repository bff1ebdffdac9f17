"""A served office and a pendamping's phone, for tests of the field door."""

import csv
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from desil.accounts.field.tokens import make_token
from desil.accounts.models import User
from desil.accounts.session import journal_of_office
from desil.cases.models import Case
from desil.database.server.server import Server
from desil.ui.serving import WORKERS
from tests.browser.conftest import served_office
from tests.browser.served import Office
from tests.case_office import published_register
from tests.case_walk import walked_to
from tests.odk_client import Phone
from tests.people import user_with
from tests.register_server import TEMPLATE, copy_database, short_folder

VISITS = "/odk/forms/kunjungan_rumah/visits.csv"
MEMBERS = "/odk/forms/kunjungan_rumah/members.csv"
_seeds = iter(range(1, 1_000))


@dataclass(frozen=True, slots=True)
class Field:
    """A served office and the phone of one of its pendamping."""

    office: Office
    officer: User
    phone: Phone


def token_for(officer: User) -> str:
    return make_token(
        user=officer, label="ponsel", secret=settings.SECRET_KEY, randomness=uuid.uuid4().bytes,
        at=timezone.now(), journal=journal_of_office(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def field(server: Server) -> Iterator[Field]:
    with short_folder() as home:
        url = copy_database(server, TEMPLATE)
        with served_office(url, home, workers=WORKERS) as office:
            published_register(url, home)
            officer = user_with("pendamping")
            token = token_for(officer)
            yield Field(office, officer, Phone(office.address, officer.username, token))
            connections.close_all()


def waiting_case(step: str = "visit", **told: object) -> Case:
    return walked_to(step, seed=next(_seeds), **told)


def seen_of(field: Field, case: Case) -> str:
    lines = field.phone.ask("GET", VISITS).body.decode()
    (line,) = [one for one in lines.splitlines() if one.startswith(case.number)]
    return line.rpartition(",")[2]


def members_of(field: Field, case: Case) -> list[dict[str, str]]:
    """The lines of the phone's file of members that are about a case."""
    lines = field.phone.ask("GET", MEMBERS).body.decode().splitlines()
    return [row for row in csv.DictReader(lines) if row["case_number"] == case.number]
