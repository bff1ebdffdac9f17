"""A worker of the office that stops in the middle of a job and is killed there with SIGKILL."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psycopg
from django.conf import settings

from desil.accounts.session import journal_of_office
from desil.audit.verification import verify
from desil.database.office_role import office_address

_LONGEST = 60  # seconds until it must have come to where it stops


def kill_where_it_stops(program: str, register: str, mark: Path, *told: str) -> None:
    """Run a worker's `program` (arguments: home, register, the office's register, the file that it
    writes when it stops, and `told`), and kill it when that file is there."""
    command = [sys.executable, "-c", program, str(settings.DESIL_HOME), register]
    process = subprocess.Popen([*command, office_address(register), str(mark), *told])
    try:
        deadline = time.monotonic() + _LONGEST
        while not mark.exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        process.kill()
        process.wait()


def log_is_intact(register: str) -> bool:
    """Whether the log of the office shows no change."""
    with psycopg.connect(register) as connection:
        return verify(connection.cursor(), journal_of_office()).is_intact
