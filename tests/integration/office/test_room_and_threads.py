"""What is sent costs a bounded share: of the disk, and of the server's threads."""

import io
import itertools
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.test import Client

from desil.config.body_limits import body_limits, most_bytes_at
from desil.config.body_share import SMALL_SLOTS, PacedBody, TooSlow
from tests.browser.served import served_office


class Endless(io.RawIOBase):
    """A body that nobody may read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("a body that is too large was read")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/masuk/", body_limits().usual),
        ("/warga/cek/", body_limits().usual),
        ("/tidak/ada/", body_limits().usual),
        ("/warga/tiket/tindakan/", 11_000_000),
        ("/kiriman/serahkan/", None),
    ],
)
def test_each_page_takes_so_much(path: str, most: int | None) -> None:
    assert most_bytes_at(path) == most


@pytest.mark.parametrize("told", ["2621441", "11000000000", "9" * 40, "-1", "1e9", "abc"])
@pytest.mark.parametrize("path", ["/masuk/", "/warga/cek/", "/tidak/ada/"])
def test_a_body_that_is_announced_too_large_is_never_read(path: str, told: str) -> None:
    client = Client(headers={"host": "localhost"})
    answer = client.generic(
        "POST", path, CONTENT_LENGTH=told, content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Endless()},
    )  # fmt: skip
    assert answer.status_code in {413, 400}


class Drip:
    """A body of one byte each time it is read."""

    def read(self, size: int = -1) -> bytes:
        return b"x"


def seconds(step: float) -> Iterator[float]:
    return itertools.count(0.0, step)


def test_a_body_that_comes_too_slowly_is_given_up() -> None:
    slow, quick = seconds(0.5), seconds(0.0001)
    with pytest.raises(TooSlow):
        PacedBody(Drip(), lambda: next(slow)).whole(1_000_000)  # type: ignore[arg-type] # reads
    body = PacedBody(Drip(), lambda: next(quick))  # type: ignore[arg-type] # it reads
    assert body.whole(5_000) == b"x" * 5_000


def test_a_big_body_to_a_page_that_takes_none_is_refused(
    empty_register: str, tmp_path: Path
) -> None:
    with served_office(empty_register, tmp_path / "home") as office:
        asked = urllib.request.Request(f"{office.address}/masuk/", data=b"x" * 4_000_000)
        with pytest.raises((urllib.error.URLError, ConnectionError)) as refused:
            urllib.request.urlopen(asked, timeout=20)
        assert getattr(refused.value, "code", 413) == 413


def test_slow_bodies_leave_the_office_open_for_others(empty_register: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served_office(empty_register, home) as office, ExitStack() as held:
        host, port = office.address.removeprefix("http://").split(":")
        for _ in range(3 * SMALL_SLOTS):
            link = held.enter_context(socket.create_connection((host, int(port)), 5))
            link.sendall(
                b"POST /masuk/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin="
            )
        time.sleep(2)
        begun = time.monotonic()
        with urllib.request.urlopen(f"{office.address}/masuk/", timeout=20) as page:
            assert page.status == 200
        assert time.monotonic() - begun < 15
