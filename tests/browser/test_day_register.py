"""A day of those who make the register: the data officer hands in a delivery and proposes a run,
the head of office approves it."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from desil.engine.manifest import read_manifest
from desil.jobs.intake_task import delivery_taker
from desil.jobs.models import Proposal
from desil.jobs.states import JobKind
from desil.jobs.tasks import publish_approved
from desil.register.models import Publication
from tests.browser.days import day_of, go_to, person_with, worked_off
from tests.browser.served import Office
from tests.register_runs import many_families, write_run

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(ranked_office: Office) -> Office:
    """An office whose families a model ranks."""
    return ranked_office


DELIVERED = """nip,nik,nama,instansi,golongan
198001012005011001,3275010101800001,ORANG BUATAN,DINAS X,III/a
198001012005011002,salah,ORANG BUATAN DUA,DINAS X,III/b
"""


def test_from_a_delivery_to_a_publication(
    chromium: Browser, office: Office, tmp_path: Path
) -> None:
    officer, head = person_with(office, "data_officer"), person_with(office, "head")
    made = write_run(tmp_path / "run", many_families(40), version="2")
    run = read_manifest(made).run_id
    (office.home / "runs").mkdir(exist_ok=True)
    shutil.copytree(made, office.home / "runs" / run)
    (tmp_path / "asn.csv").write_text(DELIVERED)
    with day_of(chromium, office, officer) as page:
        go_to(page, "Kiriman")
        page.get_by_role("link", name="Serahkan kiriman").click()
        page.get_by_label("Sumber:", exact=True).select_option("asn")
        page.get_by_label("Tanggal acuan").fill("2026-01-23")
        page.get_by_label("Berkas:", exact=True).set_input_files(tmp_path / "asn.csv")
        page.get_by_role("button", name="Serahkan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Menerima kiriman")
        worked_off(office, {JobKind.DELIVERY: delivery_taker("1GB", 1)})
        page.get_by_role("link", name="Lihat kemajuan terbaru").click()
        page.get_by_role("link", name="Lihat kiriman ini").click()
        expect(page.get_by_role("heading", name="Karantina")).to_be_visible()
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Unduh baris yang salah").click()
        assert waiting.value.suggested_filename.startswith("karantina-asn-")
        go_to(page, "Run")
        page.get_by_role("link", name=run).click()
        page.get_by_role("link", name="Usulkan untuk diterbitkan").click()
        page.get_by_label("Alasan usulan").fill("rilis baru, sudah dibandingkan")
        page.get_by_role("button", name="Usulkan").click()
        expect(page.get_by_role("button", name="Setujui")).to_have_count(0)
    with day_of(chromium, office, head) as page:
        page.get_by_role("link", name=re.compile(r"\d Usulan penerbitan$")).click()
        page.get_by_role("link", name="Periksa perubahannya dan putuskan").click()
        families = Proposal.objects.latest("id").families
        page.get_by_label("Jumlah keluarga sesudah penerbitan").fill(str(families))
        page.get_by_label("Dasar persetujuan atau penolakan").fill("sudah dibandingkan")
        page.get_by_role("button", name="Setujui").click()
        worked_off(office, {JobKind.PUBLISH: publish_approved})
        page.goto("/beranda/")
        expect(page.get_by_text("Menerbitkan register")).to_be_visible()
        page.goto("/cari/")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Cari keluarga")
    assert Publication.objects.get(is_current=True).run_id == run
    assert officer.recorded("DELIVERY_HAND_IN", "DELIVERY_TAKE_IN", "QUARANTINE_EXPORT")
    assert head.recorded("PUBLICATION_APPROVE", "PAGE_REFUSE")
