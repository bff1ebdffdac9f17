"""The same complaint through each of the four doors, from entry to the answer and the letter, with
what it would do seen before the decision; sent, carried by the next run, and compared with the
national release that comes. Each step by the person whose it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desil.accounts.session import handles_of_office
from desil.cases.models import CaseChange
from desil.cases.territory_scope import seeing_city
from desil.database.server.server import Server
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.browser.case_city import (
    CEMENT,
    CERAMIC,
    EARTH,
    City,
    chosen,
    desil,
    floor_in_register,
    newest_run,
    standing,
    write_next_release,
)
from tests.browser.case_steps import (
    case_of,
    deliberated,
    entered_by,
    letter_fetched,
    open_family,
    step_done,
    visited,
)
from tests.browser.conftest import require_chromium
from tests.browser.days import day_of, go_to
from tests.browser.held import hold_to_axe
from tests.browser.served import served_office
from tests.browser.warga import (
    PHONE,
    Resident,
    filed_at_portal,
    papers_sent,
    phone_of_a_resident,
    sign_in_at_portal,
    ticket_opened,
)
from tests.copied_city import CopiedCity
from tests.ranked_city import AT
from tests.register_server import TEMPLATE, copy_database
from tests.signed_model import record_approval

pytestmark = pytest.mark.browser
PORTAL = "portal"
ENTERED_BY = {"pendamping": "pendamping", "kelurahan": "operator", "dinsos": "data_officer"}
# What the next national release says of each family's floor, and how the case ends by it.
RELEASED = {
    "pendamping": (EARTH, "done", "taken_over"),
    "kelurahan": (CEMENT, "contradicted", "contradicted"),
    "dinsos": (CERAMIC, "open", "ignored"),
    PORTAL: (EARTH, "done", "taken_over"),
}


@pytest.fixture(scope="module")
def city(
    server: Server, tmp_path_factory: pytest.TempPathFactory, copied_city: CopiedCity
) -> Iterator[City]:
    """A small made-up city, ranked by an approved model, published and served."""
    require_chromium()
    home = tmp_path_factory.mktemp("doors") / "home"
    url = copy_database(server, TEMPLATE)
    copied_city(home, 0.001)
    (home / "demo.json").write_text("{}")  # the mark of a made-up city
    (run,) = (home / "runs").iterdir()
    publish(run, url=url, by="petugas", at=AT, progress=Silent())
    village, families = chosen(run, [*ENTERED_BY, PORTAL])
    with served_office(url, home) as served:
        record_approval(home, url, AT)
        yield City(served, families, village)


def code_given(page: Page, who: Resident) -> str:
    """The code that the operator hands to a resident."""
    open_family(page, who.family_number)
    page.get_by_role("link", name="Buat kode untuk warga").click()
    handle = handles_of_office().of("nik", who.nik)
    page.locator(f"[name=member][value='{handle}']").check()
    page.get_by_role("button", name="Buat kode").click()
    return page.locator(".figure.code").inner_text()


def entered(chromium: Browser, city: City, door: str, drawn: int) -> tuple[str, str]:
    """The complaint entered at one of the office's doors, made complete and deliberated; its
    number, and the code that was given to the portal's resident at the kelurahan's counter."""
    family, code = city.families[door], ""
    with day_of(
        chromium, city.office, city.person(ENTERED_BY[door]),
        width=PHONE if door == "pendamping" else 1280,
    ) as page:  # fmt: skip
        number = entered_by(page, family.family_number, EARTH, drawn)
        step_done(page, number)
        deliberated(page, number, drawn)
        if door == "kelurahan":
            code = code_given(page, city.families[PORTAL])
    assert case_of(city.office, number).door == door
    return number, code


def taken(chromium: Browser, city: City, role: str, numbers: Mapping[str, str]) -> dict[str, int]:
    """Everybody's next step, by one person. A verifier sees before it what the change would do: the
    indicative decile foreseen for each door's family."""
    foreseen = {}
    with day_of(chromium, city.office, city.person(role)) as page:
        for door, number in numbers.items():
            go_to(page, "Daftar permohonan")
            page.get_by_role("link", name=number).click()
            hold_to_axe(page)
            if role == "verifier":
                before, foreseen[door] = decile_shown(page)
                assert foreseen[door] < before
            step_done(page, number)
    return foreseen


def decile_shown(page: Page) -> tuple[int, int]:
    """The indicative decile before and after, which the page of a case loads by itself."""
    cards = page.locator("article.card", has=page.locator(".figure"))
    expect(cards).to_have_count(2)
    before, after = (t.split()[-1] for t in cards.locator(".figure").all_inner_texts())
    return int(before), int(after)


def signed(chromium: Browser, city: City, numbers: Mapping[str, str]) -> None:
    """All of them signed by the head at once."""
    with day_of(chromium, city.office, city.person("head")) as page:
        go_to(page, "Tanda tangan")
        hold_to_axe(page)
        for number in numbers.values():
            page.get_by_label(number).check()
        page.get_by_role("button", name="Tandatangani yang dipilih").click()
        hold_to_axe(page)
        page.get_by_role("button", name="Tandatangani", exact=True).click()
        expect(page.get_by_text(f"{len(numbers)} permohonan ditandatangani.")).to_be_visible()


@dataclass(frozen=True, slots=True)
class Walked:
    """The complaint of each door: its number and the decile that its page foresaw; and what the
    portal's resident holds, ticket and code."""

    numbers: Mapping[str, str]
    foreseen: Mapping[str, int]
    ticket: str
    code: str


def walked_to_signature(chromium: Browser, city: City) -> Walked:
    """The complaint at all four doors, up to the signature."""
    numbers, code = {}, ""
    for place, door in enumerate(ENTERED_BY, start=1):
        numbers[door], given = entered(chromium, city, door, 1000 * place)
        code = code or given
    who = city.families[PORTAL]
    with phone_of_a_resident(chromium, city.office) as seen:
        ticket = filed_at_portal(seen, who, code, EARTH)
        numbers[PORTAL] = seen.page.locator("main").inner_text().split("Nomor permohonan ")[1][:11]
        ticket_opened(seen, ticket, who.born)
        papers_sent(seen, 9000)
    with day_of(chromium, city.office, city.person("operator")) as page:
        step_done(page, numbers[PORTAL])
        deliberated(page, numbers[PORTAL], 9000)
    with day_of(chromium, city.office, city.person("pendamping"), width=PHONE) as page:
        for place, number in enumerate(numbers.values(), start=1):
            visited(page, number, 1000 * place)
    assert taken(chromium, city, "lurah", numbers) == {}
    foreseen = taken(chromium, city, "verifier", numbers)
    signed(chromium, city, numbers)
    return Walked(numbers, foreseen, ticket, code)


def sent_and_published(city: City, numbers: Mapping[str, str]) -> Path:
    """The batch sent, and the next run that carries it published; its folder."""
    desil(city.office, "cases", "send", "--quiet")
    assert {case_of(city.office, n).step for n in numbers.values()} == {"effective"}
    desil(city.office, "run", "--quiet")
    desil(city.office, "publish", "--quiet")
    assert "menunggu rilis" in desil(city.office, "cases", "compare")
    return newest_run(city.office)


def test_from_each_door_to_the_letter_the_next_run_and_the_next_release(
    chromium: Browser, city: City
) -> None:
    office, before = city.office, newest_run(city.office)
    walked, who = walked_to_signature(chromium, city), city.families[PORTAL]
    assert {case_of(office, n).step for n in walked.numbers.values()} == {"send"}
    with day_of(chromium, office, city.person("verifier")) as page:
        for number in walked.numbers.values():
            page.goto(f"/permohonan/{number}/")
            letter_fetched(page, "Cetak surat")
    after = sent_and_published(city, walked.numbers)
    for door, family in city.families.items():
        assert floor_in_register(city, family) == (EARTH, "koreksi"), door
        decile, score = standing(after, family.family_number)
        assert (decile, score < standing(before, family.family_number)[1]) == (
            walked.foreseen[door],
            True,
        ), door
    with phone_of_a_resident(chromium, office) as seen:
        sign_in_at_portal(seen, who, walked.code)
        fact = seen.page.locator("dd", has=seen.page.locator("[name=floor_material]"))
        expect(fact).to_contain_text("Tanah")
        told = seen.page.get_by_text(f"Kira-kira desil {walked.foreseen[PORTAL]}.")
        expect(told).to_be_visible()
    write_next_release(city, after, {door: told[0] for door, told in RELEASED.items()})
    desil(office, "run", "--quiet")
    desil(office, "publish", "--quiet")
    desil(office, "cases", "compare")
    for door, (_, ends, fate) in RELEASED.items():
        case = case_of(office, walked.numbers[door])
        with seeing_city():
            outcome = CaseChange.objects.get(case=case, is_current=True).outcome
        assert (case.standing, outcome) == (ends, fate), door
    with phone_of_a_resident(chromium, office) as seen:
        ticket_opened(seen, walked.ticket, who.born)
        expect(seen.page.get_by_text("sama dengan yang dikirim").first).to_be_visible()
        letter_fetched(seen.page, "Unduh surat")
    with day_of(chromium, office, city.person("verifier")) as page:
        open_family(page, who.family_number)
        expect(page.locator("dl.facts").get_by_text("Tanah", exact=True)).to_be_visible()
