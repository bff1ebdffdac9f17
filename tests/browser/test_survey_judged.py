"""A statistician judges, recalibrates and compares models on a survey file, in a real browser."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page, expect

from desil.jobs.ranking_models.survey_judge import judge_survey
from desil.jobs.states import JobKind
from desil.ranking.activation.model_store import active_version, approve, propose, stored_models
from tests.browser.days import worked_off
from tests.browser.held import hold_to_axe
from tests.browser.served import Office
from tests.browser.test_office import open_page
from tests.office_work import AT
from tests.people import user_with
from tests.register_survey import GREW, model_text, register_survey

pytestmark = pytest.mark.browser
DOES = {JobKind.SURVEY: judge_survey}


@pytest.fixture
def models(office: Office, tmp_path: Path) -> tuple[str, str]:
    """(the model in use, a newer one that is proposed)."""
    office.reach()
    versions = []
    for name, facts in (("lama", ("size", "has_car")), ("baru", ())):
        file = tmp_path / "model.yaml"
        file.write_text(model_text(name, *facts), encoding="utf-8")
        versions.append(propose(office.home, file, by="Analis", at=AT).version)
    approve(office.home, versions[0], by="Kepala", at=AT)
    return versions[0], versions[1]


def send(page: Page, version: str, file: Path, *, welfare: str = "kapita") -> None:
    """Fill the form in and send it."""
    page.locator("select[name=version]").select_option(version)
    page.get_by_label("Berkas survei").set_input_files(file)
    for label, told in (
        ("Nama dan tanggal survei", "Survei buatan 2026"), ("Kolom kesejahteraan", welfare),
        ("Kolom penimbang", "penimbang"), ("Kolom klaster", "klaster"),
        ("Kolom nomor rumah tangga", "ruta"), ("Kolom kelompok", "daerah"),
    ):  # fmt: skip
        page.get_by_label(label).fill(told)
    page.get_by_role("button", name="Mulai menilai").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Menilai model pada survei")


def _workbook(survey: pl.DataFrame, path: Path) -> None:
    """The survey as an office hands it in: a title above, headers of the hand-over files."""
    told = survey.rename({"has_fridge": "aset_bergerak_lemari_es"}).with_columns(
        aset_bergerak_komputer_laptop_tablet=pl.lit(2), jumlah_ternak_kambing_domba=pl.lit(0)
    )
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("data")
    sheet.write(0, 0, "Survei buatan 2026")
    for place, row in enumerate((told.columns, *told.rows()), 1):
        sheet.write_row(place, 0, row)
    book.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_model_is_judged_recalibrated_and_compared(
    chromium: Browser, office: Office, models: tuple[str, str], tmp_path: Path, width: int,
    scheme: str,
) -> None:  # fmt: skip
    used, newer = models
    file = tmp_path / "survei.xlsx"
    _workbook(register_survey(seed=width, level=GREW), file)
    statistician = user_with("statistician")
    cookie = office.sign_in(statistician)
    page = open_page(chromium, office, cookie=cookie, width=width, scheme=scheme)
    page.goto("/model/")
    page.get_by_role("link", name="Nilai model pada survei").click()
    hold_to_axe(page)

    send(page, newer, file, welfare="kapitaa")  # a column that is not there
    worked_off(office, DOES)
    page.reload()
    expect(page.get_by_role("status").first).to_contain_text("tidak ada kolom 'kapitaa'")
    page.get_by_role("link", name="Unggah lagi").click()
    expect(page.get_by_label("Nama dan tanggal survei")).to_have_value("Survei buatan 2026")

    page.get_by_label("Setel ulang tingkat model ini").check()
    send(page, newer, file)
    job = page.url
    page.goto("/model/")  # the job is left, and found again
    worked_off(office, DOES)
    page.goto(job)
    page.get_by_role("link", name="Lihat hasil penilaian").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Model pada Survei buatan 2026")
    for name in ("baru, tingkat disetel pada survei ini", "baru", "lama", "OLS yang dipelajari"):
        expect(page.get_by_role("heading", level=3, name=name).first).to_be_visible()
    expect(page.get_by_role("cell", name="lebih buruk").first).to_be_visible()
    expect(page.get_by_text("1 baris di atas judul kolom tidak dibaca.")).to_be_visible()
    hold_to_axe(page)

    page.get_by_role("link", name="Lihat usulan itu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("baru")
    expect(page.locator("dl.facts").first).to_contain_text("kuadrat terkecil (OLS)")
    assert active_version(office.home) == used
    by = stored_models(office.home)[-1].decisions[0].by
    assert by == f"{statistician.name} ({statistician.actor})"
    page.goto(f"/model/{newer}/")
    expect(page.get_by_role("link", name="Survei buatan 2026").first).to_be_visible()
    hold_to_axe(page)
    page.goto("/model/survei/")
    page.context.close()
