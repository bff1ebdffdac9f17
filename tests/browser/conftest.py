"""A real browser, and the pages served to it by the real web server in a process of its own."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, expect, sync_playwright

from desil.engine.progress import Silent
from desil.registry.office_role import office_address
from desil.registry.postgres.server import Server
from desil.registry.publication.action import publish
from desil.registry.register import SETTINGS, URL_VARIABLE, start_django
from tests.browser.served import Office
from tests.register_runs import many_families, write_run
from tests.register_server import TEMPLATE, copy_database, server

__all__ = ["server"]

# Its event loop is in our thread; Django would not touch the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECRET_KEY = str(django_settings.SECRET_KEY)  # sessions made here are good there
expect.set_options(timeout=20_000)  # a machine under test is slow, not wrong
_SERVE = "from desil.ui.serving import serve; serve(port={port})"


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:  # Django first, then its event loop
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served_office(url: str, home: Path) -> Iterator[Office]:
    """The office of a register and a home, served in a process of its own."""
    port = _free_port()
    start_django(home, office_address(url))
    settings = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        URL_VARIABLE: office_address(url),
        "DESIL_HOME": str(home),
        "DESIL_SECRET_KEY": SECRET_KEY,
        "DESIL_SECOND_FACTOR": "required",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE.format(port=port)], env={**os.environ, **settings}
    )
    deadline = time.monotonic() + 30
    try:
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield Office(f"http://127.0.0.1:{port}", url, home)
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office's address, with a small made-up city over two releases in it."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
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
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
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
