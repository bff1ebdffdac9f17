"""What people do with a case in a browser, each a few clicks."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from desil.cases.models import Case
from desil.cases.territory_scope import seeing_city
from desil.office.cases.request_context import today
from tests.browser.days import go_to
from tests.browser.held import hold_to_axe
from tests.browser.served import Office
from tests.case_pictures import picture, placed_picture

TOLD = "Lantai rumah kami tanah."


def photo(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def open_family(page: Page, family_number: str, purpose: str = "Menangani usulan") -> None:
    """Find a family by its number and say what for."""
    go_to(page, "Cari keluarga")
    page.get_by_label("NIK, nomor KK").fill(family_number)
    page.get_by_role("button", name="Cari", exact=True).click()
    # until then the page lists the families that were opened before
    expect(page.get_by_role("heading", name="ditemukan")).to_be_visible()
    page.locator("table.found tbody a").first.click()
    page.get_by_label(purpose).check()
    page.get_by_role("button", name="Buka").click()


def entered_by(page: Page, family_number: str, floor: int, drawn: int) -> str:
    """Find the family, choose the type, say which floor it has and fill the form in; the number of
    the case."""
    open_family(page, family_number)
    page.get_by_role("link", name="Catat permohonan").last.click()
    page.get_by_role("link", name="Desil terlalu tinggi").click()
    hold_to_axe(page)
    page.get_by_label("Nama pemohon").fill("orang buatan")
    page.get_by_label("Tanggal lahir pemohon").fill("1980-05-17")
    page.get_by_label("Yang disampaikan pemohon").fill(TOLD)
    for place, paper in enumerate(("ktp", "kk")):
        page.locator(f"[name=berkas-{paper}]").set_input_files(
            photo(f"{place}.jpg", picture(drawn + place))  # type: ignore[arg-type]
        )
    page.locator("summary", has_text="Keluarga dan rumah").click()
    page.locator("[name=k-floor_material]").select_option(str(floor))
    page.get_by_role("button", name="Catat permohonan").click()
    expect(page.get_by_text("Nomor tiket pemohon")).to_be_visible()
    hold_to_axe(page)
    return page.locator(".level .code").inner_text()


def add(page: Page, document: str, content: bytes) -> None:
    """One more document."""
    page.locator("summary", has_text="Tambah berkas").click()
    page.get_by_label("Jenis berkas").select_option(document)
    page.get_by_label("Foto atau PDF").set_input_files(photo("f.jpg", content))  # type: ignore[arg-type]
    with page.expect_navigation():  # the page before may say the same of an earlier one
        page.get_by_role("button", name="Tambah berkas").click()
    expect(page.get_by_text("Berkas ditambahkan.")).to_be_visible()


def step_done(page: Page, number: str, **told: str) -> None:
    """Finish the step that the case waits for."""
    page.goto(f"/permohonan/{number}/")
    for name, value in told.items():
        page.locator(f"#t-advance [name={name}]").fill(value)
    page.locator("#t-advance button").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()


def deliberated(page: Page, number: str, drawn: int) -> None:
    """The minutes and the attendance of a deliberation, and that it was held."""
    page.goto(f"/permohonan/{number}/")
    add(page, "minutes", picture(drawn + 10))
    add(page, "attendance_list", picture(drawn + 11))
    step_done(page, number, held_on=today().isoformat(), attended="12")


def visited(page: Page, number: str, drawn: int) -> None:
    """The home, photographed, and that it was visited."""
    page.goto(f"/permohonan/{number}/")
    for place, room in enumerate(("house_front", "living_room", "bathroom")):
        add(page, room, placed_picture(drawn=drawn + 20 + place))
    step_done(page, number, visited_on=today().isoformat())


def case_of(office: Office, number: str) -> Case:
    office.reach()
    with seeing_city():
        return Case.objects.get(pk=int(number.rpartition("-")[2]))


def letter_fetched(page: Page, link: str) -> bytes:
    """The PDF that a link or button gives."""
    with page.expect_download() as waiting:
        page.get_by_text(link).click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"%PDF-")
    return content
