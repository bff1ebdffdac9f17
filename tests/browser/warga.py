"""A resident at the portal: a small phone without JavaScript, and the pages that it loads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from tests.browser.case_steps import TOLD, photo
from tests.browser.held import hold_to_width
from tests.browser.served import Office
from tests.case_pictures import picture

PHONE = 360
SHORTEST_WAIT = 2_100  # milliseconds; a form is not taken before two seconds


@dataclass(frozen=True, slots=True)
class Resident:
    """Who stands in the register: NIK, birth date as people write it, and the family's number."""

    nik: str
    born: str
    family_number: str


class PagesSeen:
    """A browser's page, and how many pages it has shown."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0
        page.on("response", self._count)

    def _count(self, response: object) -> None:
        request = response.request  # type: ignore[attr-defined] # a playwright Response
        is_page = request.resource_type == "document" and response.status < 300  # type: ignore[attr-defined] # likewise
        self.count += is_page

    def send(self, button: str) -> None:
        """Press a button, as late as a person would."""
        self.page.wait_for_timeout(SHORTEST_WAIT)
        self.page.get_by_role("button", name=button, exact=True).click()
        hold_to_width(self.page)


@contextmanager
def phone_of_a_resident(chromium: Browser, office: Office) -> Iterator[PagesSeen]:
    """A phone of 360 px, its JavaScript switched off."""
    context = chromium.new_context(
        base_url=office.address,
        java_script_enabled=False,
        viewport={"width": PHONE, "height": 780},
    )
    context.set_default_timeout(30_000)
    yield PagesSeen(context.new_page())
    context.close()


def sign_in_at_portal(seen: PagesSeen, who: Resident, code: str) -> None:
    """To one's own data, with the code from the office."""
    seen.page.goto("/warga/masuk/")
    seen.page.get_by_label("NIK").fill(who.nik)
    seen.page.get_by_label("Tanggal lahir").fill(who.born)
    seen.page.get_by_label("Kode").fill(code)
    seen.send("Buka")


def ticket_opened(seen: PagesSeen, ticket: str, born: str) -> None:
    """To one's own request."""
    seen.page.goto("/warga/tiket/")
    seen.page.get_by_label("Nomor tiket").fill(ticket)
    seen.page.get_by_label("Tanggal lahir").fill(born)
    seen.send("Buka")


def filed_at_portal(seen: PagesSeen, who: Resident, code: str, floor: int) -> str:
    """Sign in, correct the floor, file: three pages; the ticket."""
    sign_in_at_portal(seen, who, code)
    page = seen.page
    fact = page.locator("dd", has=page.locator("[name=floor_material]"))
    fact.locator("summary").click()
    fact.locator("select").select_option(str(floor))
    page.get_by_label("Ceritakan singkat").fill(TOLD)
    seen.send("Kirim permohonan")
    assert seen.count == 3
    return page.locator(".figure.code").inner_text()


def papers_sent(seen: PagesSeen, drawn: int) -> None:
    """A photo of KTP and KK, added to one's own request."""
    for place, paper in enumerate(("ktp", "kk")):
        seen.page.get_by_label("Berkas apa ini?").select_option(paper)
        seen.page.get_by_label("Pilih foto").set_input_files(
            photo("f.jpg", picture(drawn + place))  # type: ignore[arg-type]
        )
        seen.page.get_by_role("button", name="Kirim berkas").click()
    expect(seen.page.get_by_text("Masih kurang")).to_have_count(0)
