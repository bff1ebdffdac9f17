"""A real browser, and the offices that are served to it."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from desil.database.server.server import Server
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.browser.served import SECRET_KEY, Office, served_office
from tests.register_runs import many_families, write_run
from tests.register_server import TEMPLATE, copy_database

__all__ = ["SECRET_KEY", "served_office"]

# Its event loop is in our thread; Django would not touch the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Debian's headless shell draws no window of its own, which costs a second for each new browser.
_PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "chrome")
CHROMIUM = next(filter(None, map(shutil.which, _PROGRAMS)), None)
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=20_000)  # a machine under test is slow, not wrong


def require_chromium() -> None:
    """Skip where there is no Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:  # Django first, then its event loop
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office's address, with a small made-up city over two releases in it."""
    require_chromium()
    folder = tmp_path_factory.mktemp("office")
    url = copy_database(server, TEMPLATE)
    run = write_run(folder / "run", many_families(400))
    publish(run, url=url, by="petugas", at=datetime(2026, 2, 1, tzinfo=UTC), progress=Silent())
    (folder / "demo.json").write_text("{}")  # the mark of a made-up city
    with served_office(url, folder) as served:
        yield served


@pytest.fixture(scope="module")
def ranked_office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office's address, with families that a model ranks and other sources tell of."""
    require_chromium()
    folder = tmp_path_factory.mktemp("ranked")
    url = copy_database(server, TEMPLATE)
    run = write_run(folder / "run", many_families(400), ranking=3)
    publish(run, url=url, by="petugas", at=datetime(2026, 2, 1, tzinfo=UTC), progress=Silent())
    (folder / "demo.json").write_text("{}")  # the mark of a made-up city
    with served_office(url, folder) as served:
        yield served


@pytest.fixture(scope="module")
def empty_office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office's address before the first publication."""
    url = copy_database(server, TEMPLATE)
    with served_office(url, tmp_path_factory.mktemp("empty")) as served:
        yield served
