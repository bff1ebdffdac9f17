"""The share of the server's threads that slow and big bodies may hold.

A thread that waits for a body answers nobody. Of the threads of a process, at most `SMALL_SLOTS`
read small bodies and one a big one at the same time; whoever sends slower than a modem is cut off.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, BinaryIO

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
SMALL_SLOTS, SMALL_BYTES = 4, 2_621_440
_PIECE = 1 << 16
_GRACE_SECONDS, _LEAST_RATE = 10.0, 2_000  # bytes a second
_PATIENCE_SECONDS = 1.0  # for a slot
_SMALL, _BIG = threading.BoundedSemaphore(SMALL_SLOTS), threading.BoundedSemaphore(1)


class TooSlow(OSError):
    """A body that comes slower than `_LEAST_RATE`."""


class PacedBody:
    """A body that is read piece by piece, and given up when it comes too slowly."""

    def __init__(self, body: BinaryIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.body, self.clock, self.begun, self.come = body, clock, clock(), 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; TooSlow when they took too long."""
        return self._come(self.body.read(min(size, _PIECE) if size >= 0 else _PIECE))

    def readline(self, size: int = -1) -> bytes:
        """One line, or up to `size` bytes of it; TooSlow when they took too long."""
        return self._come(self.body.readline(size))

    def _come(self, piece: bytes) -> bytes:
        self.come += len(piece)
        if self.clock() - self.begun > _GRACE_SECONDS + self.come / _LEAST_RATE:
            raise TooSlow
        return piece

    def whole(self, length: int) -> bytes:
        """The first `length` bytes, or fewer where it ends before."""
        pieces = []
        while length > 0 and (piece := self.read(length)):
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces)


def _refused(start_response: Any, status: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain"), ("Retry-After", "5"),
                            ("Connection", "close"), ("Cache-Control", "no-store")])  # fmt: skip
    return [status.encode()]


def bounded(application: Application) -> Application:
    """The application, whose bodies hold a bounded share of the threads."""

    def small(environ: Environ, start_response: Any, length: int) -> Iterable[bytes]:
        if not _SMALL.acquire(timeout=_PATIENCE_SECONDS):
            return _refused(start_response, "503 Service Unavailable")
        try:
            environ["wsgi.input"] = BytesIO(PacedBody(environ["wsgi.input"]).whole(length))
        except TooSlow:
            return _refused(start_response, "408 Request Timeout")
        finally:
            _SMALL.release()
        return application(environ, start_response)

    def big(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not _BIG.acquire(timeout=_PATIENCE_SECONDS):
            return _refused(start_response, "503 Service Unavailable")
        try:
            environ["wsgi.input"] = PacedBody(environ["wsgi.input"])
            return application(environ, start_response)
        finally:
            _BIG.release()

    def held(environ: Environ, start_response: Any) -> Iterable[bytes]:
        told = str(environ.get("CONTENT_LENGTH") or "0")
        length = int(told) if told.isascii() and told.isdigit() else 0
        if length == 0:
            return application(environ, start_response)
        if length <= SMALL_BYTES:
            return small(environ, start_response, length)
        return big(environ, start_response)

    return held
