"""A day of those who look after the office itself: administrator and auditor."""

import re

import pytest
from playwright.sync_api import Browser, expect

from desil.accounts.models import User
from desil.audit.models import AuditEvent
from tests.browser.days import PASSWORD, code_for, day_of, go_to, person_with
from tests.browser.served import Office

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(ranked_office: Office) -> Office:
    """An office whose families a model ranks."""
    return ranked_office


def test_the_administrator_invites_an_operator_who_then_works(
    chromium: Browser, office: Office
) -> None:
    administrator = person_with(office, "administrator")
    with day_of(chromium, office, administrator) as page:
        go_to(page, "Pengguna")
        page.get_by_role("link", name="Undang pengguna").click()
        page.get_by_label("Nama orangnya").fill("Siti Buatan")
        page.get_by_label("Nama pengguna").fill("siti-hari-ini")
        page.get_by_label("Operator kelurahan").check()
        page.get_by_label("Verifikator Dinsos").check()
        page.get_by_role("button", name="Buat akun dan undangan").click()
        expect(page.get_by_text("yang mencatat tidak memeriksa")).to_be_visible()
        page.get_by_label("Verifikator Dinsos").uncheck()
        page.get_by_text("Bekasi Timur", exact=True).click()
        page.get_by_label("Bekasijaya", exact=True).check()
        page.get_by_role("button", name="Buat akun dan undangan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Siti Buatan")
        link = page.locator("pre code").inner_text()
        page.reload()
        expect(page.locator("pre code")).to_have_count(0)
        page.get_by_role("link", name="Ganti peran dan wilayah").click()
        page.get_by_label("Margahayu", exact=True).check()
        page.get_by_label("Alasan").fill("membantu kelurahan sebelah")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_text("Hak akun diganti dan dicatat.")).to_be_visible()
    operator = chromium.new_context(base_url=office.address).new_page()
    operator.goto(link)
    operator.get_by_label("Kata sandi baru:", exact=True).fill(PASSWORD)
    operator.get_by_label("Kata sandi baru, sekali lagi").fill(PASSWORD)
    operator.get_by_role("button", name="Simpan kata sandi").click()
    operator.get_by_label("Nama pengguna").fill("siti-hari-ini")
    operator.get_by_label("Kata sandi").fill(PASSWORD)
    operator.get_by_role("button", name="Masuk", exact=True).click()
    operator.get_by_role("link", name="Pasang aplikasi kode").click()
    secret = operator.locator("code.secret").inner_text()
    operator.get_by_label("Ketik enam angka").fill(code_for(secret))
    operator.get_by_role("button", name="Pasang").click()
    operator.get_by_role("link", name="Mulai bekerja").click()
    expect(operator.get_by_text("Operator kelurahan")).to_be_visible()
    operator.context.close()
    office.reach()
    made = User.objects.get(username="siti-hari-ini")
    assert (made.roles, len(made.villages)) == (["operator"], 2)
    for verb in ("USER_ADD", "USER_INVITE", "INVITATION_ACCEPT", "USER_RIGHTS_SET"):
        assert AuditEvent.objects.filter(verb=verb, object_id=made.actor).count() == 1


def test_the_administrator_helps_somebody_whose_phone_is_lost(
    chromium: Browser, office: Office
) -> None:
    administrator, lost = person_with(office, "administrator"), person_with(office, "lurah")
    with day_of(chromium, office, administrator, script=False) as page:
        go_to(page, "Pengguna")
        page.get_by_role("link", name=lost.user.username).click()
        page.get_by_role("link", name="Lepas langkah kedua yang hilang").click()
        page.get_by_label("Ketik nama pengguna akun itu").fill(lost.user.username)
        page.get_by_label("Alasan").fill("ponsel dicuri, datang sendiri ke kantor")
        page.get_by_role("button", name="Minta langkah kedua dilepas").click()
        expect(page.get_by_text("Menunggu persetujuan administrator lain.")).to_be_visible()
        page.get_by_role("button", name="Kunci akun").click()
        expect(page.get_by_role("heading", name="Kunci akun")).to_be_visible()  # asks first
        page.get_by_role("button", name="Kunci akun").click()
        expect(page.get_by_text("Akun ini terkunci")).to_be_visible()
        page.get_by_role("button", name="Buka akun lagi").click()
        expect(page.get_by_text("Akun dibuka lagi.")).to_be_visible()
        page.goto("/pengaturan/")
        expect(page.get_by_role("heading", name="Masuk dan sesi")).to_be_visible()
    assert administrator.recorded("USER_REQUEST", "USER_LOCK", "USER_UNLOCK")


def test_the_auditor_reads_the_log_checks_it_and_signs(chromium: Browser, office: Office) -> None:
    auditor = person_with(office, "auditor")
    with day_of(chromium, office, auditor) as page:
        go_to(page, "Log audit")
        page.get_by_role("link", name="Keutuhan log").click()
        page.get_by_role("button", name="Periksa sekarang").click()
        expect(page.locator("p.good")).to_contain_text("utuh")
        page.get_by_role("button", name="Tandatangani sekarang").click()
        page.wait_for_load_state()
        go_to(page, "Log audit")
        page.get_by_label("Tindakan").select_option("SESSION_BEGIN")
        page.get_by_role("button", name="Saring").click()
        page.wait_for_url("**tindakan=SESSION_BEGIN**")
        page.locator("tbody a").first.click()
        page.wait_for_url(re.compile(r"/audit/\d+/$"))
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Unduh bukti").click()
        assert waiting.value.suggested_filename.startswith("bukti-")
        page.goto("/cari/")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Cari keluarga")
    assert auditor.recorded("CHECKPOINT_MAKE", "PAGE_REFUSE")
