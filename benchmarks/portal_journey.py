"""How long a resident's whole journey takes: an estimate by stated figures, in real Chromium.

    python -m benchmarks.portal_journey

From the sign-in to the receipt, on a 360 px phone without JavaScript. Loading is measured over a
network as slow as 2G (50 kbit/s, 500 ms there and back, Chromium's emulation). The person is a
model, not somebody: the keystroke-level model (Card, Moran and Newell 1980, CACM 23) with 1.35 s to
think before each field or button, 1.1 s to point at it, typing on a phone at 36.2 words of five
letters a minute (Palin et al. 2019, MobileHCI), 2 s to choose from a list; and reading the words of
the three pages at 184 a minute (Trauzettel-Klosinski and Dietz 2012, the mean of 17 languages), of
own data only the form, which is why they came.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, sync_playwright

from benchmarks.django_ready import READY
from desil.accounts.residents.codes import RANDOM_BYTES, give_code
from desil.accounts.session import journal_of_office
from desil.database.office_role import office_address
from desil.database.server.server import open_server
from desil.engine.progress import Silent
from desil.publication.action import publish
from desil.register.register import bring_up_to_date, start_django
from tests.browser.served import served_office
from tests.case_office import AT
from tests.integration.portal.conftest import FAMILIES
from tests.register_runs import write_run
from tests.register_server import address_of, short_folder

NIK, FAMILY, BORN = "7501010120000100", "3275010101200001", "17-5-1980"
TOLD = "Lantai rumah kami tanah, bukan keramik."
THINK, POINT, CHOOSE = 1.35, 1.1, 2.0  # seconds
KEY = 60 / (36.2 * 5)
WORD = 60 / 184
BYTES_A_SECOND, LATENCY_MS = 50_000 / 8, 500


@dataclass(slots=True)
class Journey:
    """Seconds by what they go to, and the pages that were shown."""

    page: Page
    seconds: dict[str, float] = field(default_factory=dict)
    pages: int = 0

    def spend(self, what: str, seconds: float) -> None:
        """Count seconds."""
        self.seconds[what] = self.seconds.get(what, 0.0) + seconds

    def typed(self, label: str, text: str) -> None:
        """Fill a field in."""
        self.spend("thinking and pointing", THINK + POINT)
        self.spend("typing", KEY * len(text))
        self.page.get_by_label(label).fill(text)

    def read(self, where: str) -> None:
        """Read what stands there."""
        self.spend("reading", WORD * len(self.page.locator(where).first.inner_text().split()))

    def loaded(self, begun: float) -> None:
        """A page is there."""
        self.page.wait_for_load_state("load")
        self.spend("loading over 2G", time.monotonic() - begun)
        self.pages += 1

    def sent(self, button: str) -> None:
        """Press a button, and wait for the page."""
        self.spend("thinking and pointing", THINK + POINT)
        self.page.wait_for_timeout(2_100)  # the form's shortest wait, shorter than any person's
        begun = time.monotonic()
        self.page.get_by_role("button", name=button, exact=True).click()
        self.loaded(begun)


def _walk(page: Page, code: str) -> Journey:
    journey, begun = Journey(page), time.monotonic()
    page.goto("/warga/masuk/")
    journey.loaded(begun)
    journey.read("main")
    journey.typed("NIK", NIK)
    journey.typed("Tanggal lahir", BORN)
    journey.typed("Kode", code)
    journey.sent("Buka")
    fact = page.locator("dd", has=page.locator("[name=floor_material]"))
    fact.locator("summary").click()
    fact.locator("select").select_option(index=3)
    journey.spend("thinking and pointing", 2 * (THINK + POINT) + CHOOSE)
    journey.read("form:has([name=told])")
    journey.typed("Ceritakan singkat", TOLD)
    journey.sent("Kirim permohonan")
    journey.read("main")
    assert page.locator(".figure.code").inner_text()  # noqa: S101 - the ticket: the journey's end
    return journey


def _tell(journey: Journey) -> None:
    for what, seconds in journey.seconds.items():
        sys.stdout.write(f"{what}: {seconds:.0f} s\n")
    total = sum(journey.seconds.values())
    sys.stdout.write(f"{journey.pages} pages, {total:.0f} s (goal: 3 pages, 120 s)\n")


def main() -> None:
    """Walk, and say so."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Chromium's event loop is in our thread
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with short_folder() as home, open_server(home, search_path=os.environ["PATH"]) as server:
        with server.connect(autocommit=True) as connection:
            connection.execute("create database journey")
        url = address_of(server, "journey")
        start_django(home, url)
        bring_up_to_date(url)
        start_django(home, office_address(url))
        run = write_run(home / "run", FAMILIES, ranking=3)
        publish(run, url=url, by="petugas", at=AT, progress=Silent())
        code = give_code(
            NIK, family=FAMILY, secret=settings.SECRET_KEY,
            randomness=secrets.token_bytes(RANDOM_BYTES), by="user:1", at=timezone.now(),
            journal=journal_of_office(),
        )  # fmt: skip
        with served_office(url, home) as office, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-gpu"]
            )
            context = browser.new_context(
                base_url=office.address,
                java_script_enabled=False,
                viewport={"width": 360, "height": 780},
            )
            page = context.new_page()
            network = context.new_cdp_session(page)
            network.send("Network.enable")
            network.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": LATENCY_MS,
                    "downloadThroughput": BYTES_A_SECOND,
                    "uploadThroughput": BYTES_A_SECOND,
                },
            )
            page.set_default_timeout(120_000)
            _tell(_walk(page, code))
            browser.close()


if __name__ == "__main__" and READY:
    main()
