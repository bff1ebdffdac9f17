"""An office that is served by the real web server in a process of its own, and people who have
signed in to it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings as django_settings

from desil.accounts.models import User
from desil.database.office_role import office_address
from desil.register.register import URL_VARIABLE, start_django
from tests.people import session_of, user_with

Cookie = dict[str, str]
SECRET_KEY = str(django_settings.SECRET_KEY)  # sessions made here are good there
_SLOWEST_START = 120.0  # seconds, on a machine that does much else
ROOT = Path(__file__).parents[2]
_SERVE = "from desil.ui.serving import serve; serve(port={port}, workers={workers})"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is served: its address, the register's (the owner's), and its home."""

    address: str
    url: str
    home: Path

    def reach(self) -> None:
        """Let this process's models use the same database."""
        start_django(self.home, office_address(self.url))

    def sign_in(self, user: User, *, second_factor: bool = True) -> Cookie:
        """The cookie of a browser in which a user has signed in."""
        self.reach()
        key = session_of(user, second_factor=second_factor)
        return {"name": "sessionid", "value": key, "url": self.address}

    def cookie_of(self, *roles: str) -> Cookie:
        """The cookie of a new user with these roles."""
        self.reach()
        return self.sign_in(user_with(*roles))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served_office(url: str, home: Path, *, workers: int = 1) -> Iterator[Office]:
    """The office of a register and a home, served by as many processes of its own."""
    port = _free_port()
    start_django(home, office_address(url))
    settings = {
        "DJANGO_SETTINGS_MODULE": django_settings.SETTINGS_MODULE,  # type: ignore[misc]
        "PYTHONPATH": str(ROOT),  # where those settings are
        URL_VARIABLE: office_address(url),
        "DESIL_HOME": str(home),
        "DESIL_SECRET_KEY": SECRET_KEY,
        "DESIL_SECOND_FACTOR": "required",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE.format(port=port, workers=workers)],
        env={**os.environ, **settings},
    )
    deadline = time.monotonic() + _SLOWEST_START
    try:
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        address = f"http://127.0.0.1:{port}"
        for _ in range(workers):  # a process that has never answered is slow
            urlopen(f"{address}/masuk/", timeout=_SLOWEST_START).close()
        yield Office(address, url, home)
    finally:
        process.terminate()
        process.wait(30)
