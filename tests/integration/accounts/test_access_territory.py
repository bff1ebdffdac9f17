"""Every page about one family or one case x every role x inside and outside the territory x one's
own cases and others'. The pages come from the URL map: a new one that leaks fails by itself."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from desil.accounts.roles import Reach, permissions_of, roles
from desil.accounts.rules import Openness
from desil.accounts.session import handles_of_office, journal_of_office
from desil.cases.actions.entering import enter_case
from desil.cases.actions.evidence import add_evidence
from desil.cases.models import Case, CaseEvidence
from desil.cases.workflow.events import Officer
from tests.case_office import (
    AT,
    FIRST,
    OTHER_VILLAGE,
    THIRD,
    VILLAGE,
    acting,
    at_desk,
    entry,
    fill_case_office,
    officer,
)
from tests.case_pictures import folder, picture
from tests.filled_registers import Filled
from tests.integration.accounts.test_access_matrix import PAGES, rule_for
from tests.people import client_of, user_with

# They ask what for, before anything of the family is looked up, and show nothing of it; and one
# prints nothing but what the page before it has signed.
SHOWS_NOTHING = {"accounts:purpose", "accounts:specific", "office:resident_code_letter"}
# Nobody comes to these by an address alone; their own tests try them inside and outside.
TRIED_ELSEWHERE = {
    "office:list_letter": "office/test_leaving_letter.py",  # needs lists that a family leaves
    "office:case_thumbnail": "office/test_case_thumbnails.py",  # needs the permit of its page
    "office:case_send_file": "office/test_case_send_page.py",  # its number is that of a batch
}
ABOUT_A_FAMILY = [
    name
    for name, page in PAGES.items()
    if "handle" in page.pattern.converters and name not in SHOWS_NOTHING | TRIED_ELSEWHERE.keys()
]
ABOUT_A_CASE = [
    name
    for name, page in PAGES.items()
    if name.startswith("office:case")
    and "number" in page.pattern.converters
    and name not in TRIED_ELSEWHERE
]
SHUT = {404, 405}  # not there; not by this method, inside neither


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    return filled(fill_case_office)


def test_what_is_tried_elsewhere_is_there() -> None:
    for name, file in TRIED_ELSEWHERE.items():
        assert name in PAGES
        assert (Path(__file__).parents[1] / file).is_file()


def case_of(family: str, village: str, key: str, by: Officer) -> Case:
    with at_desk("operator", village):
        told = entry(key, family_number=family)
        entered = enter_case(
            entry=told, randomness=key.encode()[-10:], by=by, at=AT, journal=journal_of_office()
        )
    return entered.case


def answers(client: Client, name: str, **arguments: object) -> set[int]:
    wanted = PAGES[name].pattern.converters
    usual = {"kind": "birth", "move": "note"} | arguments
    address = reverse(name, kwargs={key: usual[key] for key in wanted})
    return {method(address).status_code for method in (client.get, client.post)}


def client_with_purposes(role: str) -> Client:
    """Somebody of the first kelurahan, who has said for both families what they open them for."""
    client = client_of(user_with(role))
    for family in (FIRST, THIRD):
        handle = handles_of_office().of("kk", family)
        client.post(f"/keluarga/{handle}/alasan/", {"purpose": "case"})
    return client


@pytest.mark.parametrize("role", roles())
def test_pages_of_a_family_are_there_inside_the_territory_alone(role: str) -> None:
    client, held = client_with_purposes(role), permissions_of([role])
    for name in ABOUT_A_FAMILY:
        if not rule_for(name).allows(held):
            continue
        inside, outside = (
            answers(client, name, handle=handles_of_office().of("kk", f)) for f in (FIRST, THIRD)
        )
        assert not inside <= SHUT, (name, inside)
        is_everywhere = roles()[role].reach is Reach.CITY
        assert (not outside <= SHUT) == is_everywhere, (name, outside)


@pytest.mark.parametrize("role", roles())
def test_pages_of_a_case_are_there_inside_the_territory_alone(role: str) -> None:
    user = user_with(role)
    me = Officer(user.actor, user.name, permissions_of(["operator"]))
    cases = {
        "own": case_of(FIRST, VILLAGE, "form-of-mine-000001", me),
        "others": case_of(FIRST, VILLAGE, "form-of-others-0002", officer("operator")),
        "outside": case_of(THIRD, OTHER_VILLAGE, "form-of-outside-003", officer("operator", 2)),
    }
    client, held = client_of(user), permissions_of([role])
    for name in ABOUT_A_CASE:
        rule = rule_for(name)
        if rule.openness is not Openness.PERMITTED or not rule.allows(held):
            continue
        for whose, case in cases.items():
            number: object = case.number
            if name == "office:case_evidence":
                number = evidence_of(case)
            found = answers(client, name, number=number)
            is_there = whose != "outside" or roles()[role].reach is Reach.CITY
            assert (not found <= SHUT) == is_there, (name, whose, found)


def evidence_of(case: Case) -> int:
    with at_desk("operator", case.village_code):
        found = CaseEvidence.objects.filter(case=case).first()
        return (found or add_evidence(
            case.number, document="house_front", content=picture(case.pk), folder=folder(),
            **acting("operator"),
        )).pk  # fmt: skip
