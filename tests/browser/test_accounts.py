"""Signing in and the pages about one's own account, in a real browser."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser, Page, expect

from desil.accounts.models import User
from desil.accounts.session import handles_of_office
from desil.audit.models import AuditEvent
from tests.browser.held import hold_to_axe
from tests.browser.served import Office
from tests.browser.test_office import open_page
from tests.numbers_of_people import card_number
from tests.people import user_with

pytestmark = pytest.mark.browser
PASSWORD = "hujan-di-pasar-lama-9"


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(page: Page, user: User) -> None:
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def fresh_page(chromium: Browser, address: str, *, script: bool = True) -> Page:
    return chromium.new_context(base_url=address, java_script_enabled=script).new_page()


def test_a_code_app_is_set_up_and_then_asked_for(chromium: Browser, office: Office) -> None:
    office.reach()
    user = user_with("operator", password=PASSWORD)
    page = fresh_page(chromium, office.address, script=False)
    sign_in(page, user)
    expect(page.get_by_role("heading", level=1)).to_have_text("Langkah kedua")
    page.get_by_role("link", name="Pasang aplikasi kode").click()
    secret = page.locator("code.secret").inner_text()
    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    page.get_by_label("Ketik enam angka").fill("000000")
    page.get_by_role("button", name="Pasang").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Ketik enam angka").fill(code_for(page.locator("code.secret").inner_text()))
    page.get_by_role("button", name="Pasang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode cadangan")
    backup = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="Mulai bekerja").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ORANG KANTOR")
    page.get_by_role("button", name="Keluar").click()
    sign_in(page, user)
    page.get_by_label("Kode dari aplikasi").fill(backup)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ORANG KANTOR")
    page.context.close()


def test_signing_in_with_a_code_from_the_app(chromium: Browser, office: Office) -> None:
    office.reach()
    user, secret = user_with("verifier", password=PASSWORD), generate_totp_secret()
    TOTP.activate(user, secret)
    page = fresh_page(chromium, office.address)  # axe needs scripts
    page.goto("/wilayah/3275010/")
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    hold_to_axe(page)
    page.get_by_label("Kode dari aplikasi").fill(code_for(secret))
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pondokgede")
    page.context.close()


def test_a_security_key_is_set_up_and_signs_in(chromium: Browser, office: Office) -> None:
    office.reach()
    user = user_with("verifier", password=PASSWORD)
    page = fresh_page(chromium, office.address.replace("127.0.0.1", "localhost"))
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, user)
    page.get_by_role("link", name="Pasang kunci").click()
    hold_to_axe(page)
    page.get_by_role("button", name="Pasang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode cadangan")
    page.goto("/akun/kunci/")
    hold_to_axe(page)
    page.get_by_role("button", name="Keluar").click()
    sign_in(page, user)
    page.get_by_role("button", name="Pakai kunci keamanan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ORANG KANTOR")
    page.context.close()


def test_the_auditor_filters_verifies_signs_and_proves(chromium: Browser, office: Office) -> None:
    page = open_page(chromium, office, cookie=office.cookie_of("auditor"), script=False)
    page.goto("/audit/")
    page.get_by_label("Tindakan").select_option("USER_ADD")
    page.get_by_role("button", name="Saring").click()
    assert "tindakan=USER_ADD" in page.url
    page.get_by_role("link", name="Keutuhan log").click()
    page.get_by_role("button", name="Periksa sekarang").click()
    expect(page.locator("p.good")).to_contain_text("utuh")
    page.get_by_role("button", name="Tandatangani sekarang").click()
    expect(page.get_by_role("region", name="Titik periksa").get_by_role("row")).not_to_have_count(0)
    page.goto("/audit/1/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh bukti").click()
    assert waiting.value.suggested_filename == "bukti-1.json"
    office.reach()
    assert AuditEvent.objects.filter(verb="CHECKPOINT_MAKE").exists()
    page.context.close()


def test_nothing_personal_is_in_addresses_or_browser_storage(
    chromium: Browser, office: Office
) -> None:
    page = open_page(chromium, office, cookie=office.cookie_of("pendamping"))
    handle = handles_of_office().of("kk", card_number(1))
    page.goto(f"/keluarga/{handle}/alasan/?next=/akun/")
    page.get_by_label("Kunjungan lapangan").check()
    page.get_by_role("button", name="Buka").click()
    expect(page.get_by_role("heading", name="Peran")).to_be_visible()
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert kept == '[{},{},"django_language=id"]'
    assert "3275010101200001" not in handle
    page.context.close()
