"""Visit forms with three photos through the served office, 200 a minute, with a kill -9 between.

    make bench-cases ARGS="--minutes 10"

Forms go over HTTP to the OpenRosa door, each for a case of its own that waits for a visit. In the
middle the server and its workers are killed and started again. Whatever was acknowledged (201) has
to be there afterwards, with every photo; a phone that got no answer sends again.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from benchmarks.django_ready import READY
from desil.accounts.field.tokens import make_token
from desil.accounts.session import journal_of_office
from desil.cases.actions.steps import advance
from desil.cases.evidence.folder import EvidenceFolder
from desil.cases.models import CaseEvidence, FieldSubmission
from desil.cases.territory_scope import seeing_city
from desil.database.office_role import office_address
from desil.database.server.server import open_server
from desil.register.register import SETTINGS, URL_VARIABLE, bring_up_to_date, start_django
from tests.case_office import acting, at_desk, entered, published_register
from tests.case_pictures import picture
from tests.case_walk import papers
from tests.odk_client import Phone, filled
from tests.people import user_with
from tests.register_server import address_of, short_folder

PER_MINUTE, SENDERS, PICTURES = 200, 8, 30
DOWN_SECONDS = 30  # longest that the server may take to come back
PHOTOS = {"house_front": "1.jpg", "living_room": "2.jpg", "bathroom": "3.jpg"}
_SERVE = "from desil.ui.serving import serve; serve(port={port})"


@dataclass(slots=True)
class Seen:
    """What the phones saw: seconds per acknowledged form from its last sending, and since it was
    due (a busy phone's waiting and the time without a server included); tries without an answer,
    refusals."""

    seconds: list[float] = field(default_factory=list)
    since_due: list[float] = field(default_factory=list)
    instances: list[str] = field(default_factory=list)
    unanswered: int = 0
    refused: int = 0


def _start(home: Path, url: str, port: int) -> subprocess.Popen[bytes]:
    told = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        URL_VARIABLE: office_address(url),
        "DESIL_HOME": str(home),
        "DESIL_SECRET_KEY": str(settings.SECRET_KEY),
        "PYTHONPATH": str(Path.cwd()),
    }
    started = subprocess.Popen(
        [sys.executable, "-c", _SERVE.format(port=port)],
        env={**os.environ, **told},
        start_new_session=True,
    )
    deadline = time.monotonic() + DOWN_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return started
        time.sleep(0.05)
    raise SystemExit("the server did not start")


def _kill(server: subprocess.Popen[bytes]) -> None:
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def _cases(count: int) -> Iterator[str]:
    """The numbers of new cases that wait for a visit."""
    for seed in range(1, count + 1):
        case = entered(seed=seed, kind="not_ranked_yet", changes=()).case
        with at_desk("operator"):
            papers(case, "ktp", "kk")
            advance(case.number, **acting("operator"))
        yield case.number


def _send(phone: Phone, number: str, due: float, photo: bytes, seen: Seen) -> None:
    """One form at its moment; again after a second as long as nobody answers."""
    time.sleep(max(0.0, due - time.monotonic()))
    instance = str(uuid.uuid4())
    form = filled(number, "1.1", instance=instance, photos=PHOTOS, wall_material="3")
    files = {name: photo + name.encode() + instance.encode() for name in PHOTOS.values()}
    for _ in range(DOWN_SECONDS):
        begun = time.monotonic()
        try:
            status = phone.submit(form, files).status
        except OSError:
            seen.unanswered += 1
            time.sleep(1)
            continue
        if status == 201:
            seen.seconds.append(time.monotonic() - begun)
            seen.since_due.append(time.monotonic() - due)
            seen.instances.append(f"uuid:{instance}")
            return
        seen.refused += 1
        time.sleep(1)


def _missing(home: Path, instances: list[str]) -> int:
    """How many acknowledged forms are not whole: no row, or a photo that cannot be read."""
    folder, lost = EvidenceFolder(home), 0
    with seeing_city():
        kept = {row.instance_id: row for row in FieldSubmission.objects.all()}
        for instance in instances:
            row = kept.get(instance)
            photos = CaseEvidence.objects.filter(case=row.case_id) if row else []
            whole = [folder.read(p.sha256) for p in photos if p.original_sha256 != ""]
            lost += row is None or row.whole_at is None or len(whole) < len(PHOTOS)
    return lost


def _measure(home: Path, url: str, minutes: float) -> None:
    numbers = list(_cases(int(minutes * PER_MINUTE)))
    officer = user_with("pendamping")
    token = make_token(
        user=officer, label="uji", secret=settings.SECRET_KEY, randomness=os.urandom(16),
        at=timezone.now(), journal=journal_of_office(),
    )  # fmt: skip
    pictures = [picture(n, size=(1600, 1200), quality=90) for n in range(PICTURES)]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server, seen = _start(home, url, port), Seen()
    phone = Phone(f"http://127.0.0.1:{port}", officer.username, token)
    begun = time.monotonic() + 1
    with ThreadPoolExecutor(SENDERS) as senders:
        for place, number in enumerate(numbers):
            due = begun + place * 60 / PER_MINUTE
            senders.submit(_send, phone, number, due, pictures[place % PICTURES], seen)
        time.sleep(minutes * 30)
        _kill(server)
        server = _start(home, url, port)
    took = time.monotonic() - begun
    _kill(server)
    _tell(len(numbers), took, seen, _missing(home, seen.instances))


def _spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[int(len(ordered) * 0.95) - 1]
    median = statistics.median(ordered)
    return f"p50 {median:.3f} s, p95 {p95:.3f} s, longest {ordered[-1]:.3f} s"


def _tell(asked: int, took: float, seen: Seen, lost: int) -> None:
    sys.stdout.write(
        f"{asked} forms with {len(PHOTOS)} photos in {took:.0f} s,"
        f" {len(seen.seconds)} acknowledged\n"
        f"to the acknowledgement: {_spread(seen.seconds)}\n"
        f"since it was due, kill and all: {_spread(seen.since_due)}\n"
        f"{seen.unanswered} tries without an answer (kill -9), {seen.refused} refused\n"
        f"{lost} acknowledged forms lost\n"
    )


def main() -> None:
    """Measure, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes = parser.parse_args().minutes
    with short_folder() as home, open_server(home, search_path=os.environ["PATH"]) as server:
        with server.connect(autocommit=True) as connection:
            connection.execute("create database cases")
        url = address_of(server, "cases")
        start_django(home, url)
        bring_up_to_date(url)
        start_django(home, office_address(url))
        published_register(url, home)
        _measure(home, url, minutes)


if __name__ == "__main__" and READY:
    main()
