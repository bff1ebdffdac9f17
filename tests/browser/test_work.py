"""A publication from the proposal to the approval in a real browser, without a script."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from desil.engine.manifest import read_manifest
from desil.jobs.models import Proposal
from tests.browser.served import Office
from tests.browser.test_office import open_page
from tests.office_work import delivery_in_home
from tests.register_runs import many_families, write_run

pytestmark = pytest.mark.browser
AT = datetime(2026, 2, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def run_id(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A delivery, a run that is not current, and jobs of every state to look at."""
    office.reach()
    made = write_run(tmp_path_factory.mktemp("made") / "run", many_families(40), version="2")
    number = read_manifest(made).run_id
    (office.home / "runs").mkdir(exist_ok=True)
    shutil.copytree(made, office.home / "runs" / number)
    delivery_in_home(office.home)
    yield number


def signed_in_page(chromium: Browser, office: Office, role: str) -> Page:
    return open_page(chromium, office, cookie=office.cookie_of(role), script=False)


def test_one_person_proposes_and_another_approves(
    chromium: Browser, office: Office, run_id: str
) -> None:
    officer = signed_in_page(chromium, office, "data_officer")
    officer.goto(f"/run/{run_id}/")
    officer.get_by_role("link", name="Usulkan untuk diterbitkan").click()
    officer.get_by_label("Alasan usulan").fill("rilis baru")
    officer.get_by_role("button", name="Usulkan").click()
    expect(officer.get_by_text("Usulan Anda menunggu orang kedua.")).to_be_visible()
    expect(officer.get_by_role("button", name="Setujui")).to_have_count(0)
    head = signed_in_page(chromium, office, "head")
    head.goto("/penerbitan/")
    head.get_by_role("link", name="Periksa perubahannya dan putuskan").click()
    families = Proposal.objects.latest("id").families
    head.get_by_label("Jumlah keluarga sesudah penerbitan").fill(str(families))
    head.get_by_label("Dasar persetujuan atau penolakan").fill("sudah dibandingkan")
    head.get_by_role("button", name="Setujui").click()
    expect(head.get_by_text("Disetujui. Register sedang dimuat.")).to_be_visible()
    for page in (officer, head):
        page.context.close()
