"""In a browser: a session that ends while somebody writes takes neither words nor photos away."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, expect

from desil.accounts.models import User
from desil.cases.models import Case, CaseEvidence
from desil.cases.territory_scope import seeing_city
from desil.database.server.server import Server
from tests.browser.case_steps import TOLD, open_family, photo
from tests.browser.conftest import require_chromium
from tests.browser.held import hold_to_axe
from tests.browser.served import Office, served_office
from tests.case_office import FIRST, SECOND, fill_case_office
from tests.case_pictures import picture
from tests.case_walk import walked_to
from tests.people import user_with
from tests.register_server import TEMPLATE, copy_database
from tests.spec.test_cases_deliberation import NEW, sheet_of

pytestmark = pytest.mark.browser
UNSENT = "Belum tersimpan"


@pytest.fixture(scope="module")
def desk(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with three families, served."""
    require_chromium()
    home, url = tmp_path_factory.mktemp("desk"), copy_database(server, TEMPLATE)
    with served_office(url, home) as served:
        served.reach()
        fill_case_office(home, url)
        yield served


@contextmanager
def at_work(chromium: Browser, desk: Office, user: User, *, script: bool = True) -> Iterator[Page]:
    """A browser in which somebody has signed in."""
    context = chromium.new_context(base_url=desk.address, java_script_enabled=script)
    context.add_cookies([desk.sign_in(user)])  # type: ignore[list-item]
    yield context.new_page()
    context.close()


def session_ends(page: Page) -> None:
    """An hour goes by without a request."""
    (cookie,) = (c for c in page.context.cookies() if c["name"] == "sessionid")
    session = SessionStore(cookie["value"])
    session["desil_times"] = (0, 0)
    session.save()


def signs_in_again(page: Page, desk: Office, user: User) -> None:
    """The same person signs in beside the page, which also gives another CSRF token."""
    fresh = {"name": "csrftoken", "value": "a" * 32, "url": desk.address}
    page.context.add_cookies([desk.sign_in(user), fresh])  # type: ignore[list-item]


def test_an_intake_with_a_photo_outlasts_the_session(chromium: Browser, desk: Office) -> None:
    desk.reach()
    user = user_with("operator")
    with at_work(chromium, desk, user) as page:
        page.goto("/cari/")
        open_family(page, FIRST)
        page.get_by_role("link", name="Catat permohonan").last.click()
        page.get_by_role("link", name="Desil terlalu tinggi").click()
        page.get_by_label("Nama pemohon").fill("orang buatan")
        page.get_by_label("Tanggal lahir pemohon").fill("1980-05-17")
        page.get_by_label("Yang disampaikan pemohon").fill(TOLD)
        page.locator("[name=berkas-ktp]").set_input_files(photo("ktp.jpg", picture(1)))  # type: ignore[arg-type]
        session_ends(page)
        send = page.get_by_role("button", name="Catat permohonan")
        send.click()
        expect(page.get_by_text(UNSENT)).to_be_visible()
        hold_to_axe(page)
        expect(page.get_by_label("Yang disampaikan pemohon")).to_have_value(TOLD)
        signs_in_again(page, desk, user)
        send.click()  # the new session does not know yet why this family is opened
        with page.expect_popup() as beside:
            page.locator(".unsent a[href*=alasan]").click()
        purpose = beside.value
        purpose.get_by_label("Menangani usulan").check()
        purpose.get_by_role("button", name="Buka").click()
        purpose.close()
        send.click()
        expect(page.get_by_text("Nomor tiket pemohon")).to_be_visible()
    desk.reach()
    with seeing_city():
        case = Case.objects.get(family_number=FIRST)
        assert case.told == TOLD
        assert CaseEvidence.objects.get(case=case).document == "ktp"


def test_a_wrong_field_does_not_take_the_photo_away(chromium: Browser, desk: Office) -> None:
    desk.reach()
    user = user_with("operator")
    with at_work(chromium, desk, user) as page:
        page.goto("/permohonan/baru/new_family/")
        page.get_by_label("Nama pemohon").fill("orang buatan")
        page.get_by_label("Tanggal lahir pemohon").fill("1980-05-17")
        page.get_by_label("NIK pemohon").fill("123")  # not possible
        page.get_by_label("Yang disampaikan pemohon").fill(TOLD)
        page.get_by_label("Nomor KK keluarga itu").fill("3275010101200055")
        page.locator("[name=berkas-kk]").set_input_files(photo("kk.jpg", picture(2)))  # type: ignore[arg-type]
        page.get_by_role("button", name="Catat permohonan").click()
        expect(page.get_by_text("NIK ini tidak mungkin")).to_be_visible()
        page.get_by_label("NIK pemohon").fill("")
        page.get_by_role("button", name="Catat permohonan").click()
        expect(page.get_by_text("Nomor tiket pemohon")).to_be_visible()
    desk.reach()
    with seeing_city():
        case = Case.objects.get(family_number="3275010101200055")
        assert CaseEvidence.objects.get(case=case).document == "kk"


def test_a_visit_outlasts_the_session(chromium: Browser, desk: Office) -> None:
    desk.reach()
    case, user = walked_to("visit", seed=31, family_number=SECOND), user_with("pendamping")
    with at_work(chromium, desk, user) as page:
        page.goto(f"/permohonan/{case.number}/kunjungan/")
        page.get_by_label("Catatan").fill(TOLD)
        page.locator("[name=foto-house_front]").set_input_files(photo("a.jpg", picture(3)))  # type: ignore[arg-type]
        session_ends(page)
        page.get_by_role("button", name="Simpan kunjungan").click()
        expect(page.get_by_text(UNSENT)).to_be_visible()
        signs_in_again(page, desk, user)
        page.get_by_role("button", name="Simpan kunjungan").click()
        expect(page.get_by_text("Tersimpan, tetapi kunjungan belum selesai").first).to_be_visible()
        expect(page.get_by_text(TOLD).last).to_be_visible()
    desk.reach()
    with seeing_city():
        assert CaseEvidence.objects.filter(case=case, document="house_front").exists()


def test_a_deliberation_outlasts_the_session(chromium: Browser, desk: Office) -> None:
    desk.reach()
    user = user_with("operator")
    sheet = sheet_of(NEW | {"Nomor KK": "3275010101200099"})  # nobody's
    with at_work(chromium, desk, user) as page:
        page.goto("/permohonan/musyawarah/")
        page.get_by_label("Tanggal musyawarah").fill("2026-11-20")
        page.get_by_label("Jumlah yang hadir").fill("14")
        for name, content in (("minutes", picture(4)), ("attendance_list", picture(5))):
            page.locator(f"[name={name}]").set_input_files(photo("a.jpg", content))  # type: ignore[arg-type]
        workbook = {"name": "a.xlsx", "mimeType": "application/zip", "buffer": sheet}
        page.locator("[name=workbook]").set_input_files(workbook)  # type: ignore[arg-type]
        session_ends(page)
        page.get_by_role("button", name="Periksa dan catat").click()
        expect(page.get_by_text(UNSENT)).to_be_visible()
        signs_in_again(page, desk, user)
        for _ in range(2):  # the answer of the first keeps what was chosen for the second
            page.get_by_role("button", name="Periksa dan catat").click()
            expect(page.get_by_text("1 hal perlu diperbaiki")).to_be_visible()
            expect(page.get_by_label("Jumlah yang hadir")).to_have_value("14")


def test_without_scripts_the_words_come_back_and_are_sent_again(
    chromium: Browser, desk: Office
) -> None:
    desk.reach()
    case, user = walked_to("verify", seed=32, family_number=SECOND), user_with("verifier")
    with at_work(chromium, desk, user, script=False) as page:
        page.goto(f"/permohonan/{case.number}/")
        page.locator("#t-note summary").click()
        page.locator("#t-note textarea").fill(TOLD)
        session_ends(page)
        page.locator("#t-note button").click()
        expect(page.get_by_role("heading", name="Isian Anda belum tersimpan")).to_be_visible()
        expect(page.locator("main")).to_contain_text(TOLD)
        signs_in_again(page, desk, user)
        page.get_by_role("button", name="Kirim lagi").click()
        page.get_by_role("button", name="Kirim lagi").click()  # the token was an old one
        expect(page.get_by_text("Tersimpan.")).to_be_visible()
        expect(page.locator("main")).to_contain_text(TOLD)
