"""What a day at the office is made of: sign in with a second factor, go somewhere, sign out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import connections
from playwright.sync_api import Browser, Page, expect

from desil.accounts.models import User
from desil.audit.models import AuditEvent
from desil.jobs.states import JobKind
from desil.jobs.tasks import Do
from tests.browser.served import Office
from tests.office_work import work_off
from tests.people import user_with

_MOST_MILLISECONDS = 30_000  # a machine under test is slow, not wrong
PASSWORD = "hujan-di-pasar-lama-9"
SECONDS_OF_A_CODE, FEWEST_SECONDS = 30, 5


def code_for(secret: str) -> str:
    """The six digits that a code app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here, and the secret in the code app on their phone."""

    user: User
    secret: str

    def recorded(self, *verbs: str) -> bool:
        """Whether the log has each of these of this person."""
        done = AuditEvent.objects.filter(actor=self.user.actor).values_list("verb", flat=True)
        return set(verbs) <= set(done)


def person_with(office: Office, *roles: str, villages: Sequence[str] | None = None) -> Person:
    """A new person with these roles, whose code app is set up."""
    office.reach()
    user = user_with(*roles, password=PASSWORD, villages=villages)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return Person(user, secret)


def sign_in(page: Page, person: Person) -> None:
    """Give name, password and code; the start page follows."""
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill(person.user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    left = SECONDS_OF_A_CODE - time.time() % SECONDS_OF_A_CODE
    if left < FEWEST_SECONDS:  # as anybody would: the next code, when this one is nearly over
        page.wait_for_timeout(1_000 * (left + 0.5))
    page.get_by_label("Kode dari aplikasi").fill(code_for(person.secret))
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(person.user.name)


def go_to(page: Page, name: str) -> None:
    """Follow a link of the bar above every page, unfolding its group where it is folded."""
    link = page.locator("nav.places").locator("a", has_text=name).first
    if not link.is_visible():
        link.locator("xpath=ancestor::details/summary").click()
    link.click()


def sign_out(page: Page) -> None:
    """End the session; a page of the office asks for the sign-in again."""
    page.get_by_role("button", name="Keluar").click()
    page.goto("/beranda/")
    expect(page.get_by_label("Nama pengguna")).to_be_visible()


def worked_off(office: Office, does: Mapping[JobKind, Do]) -> None:
    """Let a worker do all jobs that wait, in a thread: the browser's event loop is in ours."""
    office.reach()

    def work() -> None:
        work_off(office.url, does)
        connections.close_all()

    with ThreadPoolExecutor(1) as beside:
        beside.submit(work).result()


@contextmanager
def day_of(
    chromium: Browser, office: Office, person: Person, *, script: bool = True, width: int = 1280
) -> Iterator[Page]:
    """A browser in which a person is signed in, from the sign-in to the sign-out; nothing broke
    the policy of the pages on the way."""
    context = chromium.new_context(
        base_url=office.address,
        java_script_enabled=script,
        viewport={"width": width, "height": 800},
    )
    context.set_default_timeout(_MOST_MILLISECONDS)
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda m: broken.append(m.text) if m.type == "error" else None)
    sign_in(page, person)
    yield page
    sign_out(page)
    assert [text for text in broken if "status of 40" not in text] == []
    office.reach()
    assert person.recorded("SESSION_BEGIN", "SESSION_END")
    context.close()
