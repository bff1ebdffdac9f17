"""The pages of the office's work in a real browser: clean for axe-core, whole on a phone, and a
publication from the proposal to the approval without a script."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from desil.accounts.session import journal_of_office
from desil.engine.manifest import read_manifest
from desil.registry.exports.actions import ask_export
from desil.registry.exports.rows import Question
from desil.registry.work.jobs import Asker, new_job
from desil.registry.work.states import ExportKind, FileFormat, JobKind
from tests.browser.served import Office
from tests.browser.test_office import LOOKS, open_page, problems_of
from tests.office_work import delivery_in_home
from tests.people import user_with
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


def asked_file(by: Asker) -> str:
    """The serial of a file that somebody has just asked for."""
    asked = Question(ExportKind.RECAP, "", "", False)
    export = ask_export(
        asked,
        file_format=FileFormat.CSV,
        purpose="rapat koordinasi",
        by=by,
        at=AT,
        journal=journal_of_office(),
    )
    return export.serial


def pages(run: str, job: int) -> tuple[str, ...]:
    return (
        "/kiriman/",
        "/kiriman/dtsen-2026-01-23-0123456789ab/",
        "/run/",
        f"/run/{run}/",
        "/penerbitan/",
        f"/penerbitan/usul/?run={run}",
        "/pekerjaan/",
        f"/pekerjaan/{job}/",
        "/berkas/",
    )


@pytest.mark.parametrize(("width", "scheme", "language"), LOOKS)
def test_axe_finds_nothing(
    chromium: Browser, office: Office, run_id: str, width: int, scheme: str, language: str
) -> None:
    office.reach()
    user = user_with("data_officer")
    by = Asker(user.actor, user.name)
    job = new_job(JobKind.RUN, {}, by=by, at=AT)
    serial = asked_file(by)
    page = open_page(
        chromium,
        office,
        cookie=office.sign_in(user),
        width=width,
        scheme=scheme,
        language=language,
    )
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    for address in (*pages(run_id, job.pk), f"/berkas/{serial}/"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert problems_of(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert faults == []
    page.context.close()


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
    head.get_by_label("Dasar persetujuan atau penolakan").fill("sudah dibandingkan")
    head.get_by_role("button", name="Setujui").click()
    expect(head.get_by_text("Disetujui. Register sedang dimuat.")).to_be_visible()
    for page in (officer, head):
        page.context.close()
