"""How long the office's what-if page takes to answer on a whole city, from request to response.

The register beside it is a made-up one of a few families, of which the page reads nothing but
which run is published; the run's own folder is that of the whole city.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from django.test import Client

from benchmarks.django_ready import READY
from desil.database.office_role import office_address
from desil.database.server.server import open_server
from desil.engine.manifest import read_manifest
from desil.engine.progress import Silent
from desil.publication.action import publish
from desil.register.register import bring_up_to_date, start_django
from tests.people import session_of, user_with
from tests.register_runs import many_families, write_run
from tests.register_server import address_of, short_folder

PAGE = "/program/andai/"
AT = datetime(2026, 4, 1, tzinfo=UTC)
_SAY_PUBLISHED = (
    "with told as (insert into run (run_id, code_version, result_hash, recipe, made_at)"
    " select %(run)s, code_version, result_hash, recipe, made_at from run limit 1"
    " returning run_id) update publication set run_id = told.run_id from told where is_current"
)
_LONGEST = 300  # seconds that a city may take to be prepared


@dataclass(frozen=True, slots=True)
class Answered:
    """Seconds from the first request until there is an answer, of each request after that, and
    the weight of the last response in bytes."""

    first: float
    dragged: list[float]
    size: int


@contextmanager
def _office(run: Path) -> Iterator[Client]:
    """Somebody signed in to an office whose published run is `run`, in a home of its own."""
    with short_folder() as home, open_server(home, search_path=os.environ["PATH"]) as server:
        with server.connect(autocommit=True) as connection:
            connection.execute("create database andai")
        url = address_of(server, "andai")
        start_django(home, url)
        bring_up_to_date(url)
        start_django(home, office_address(url))
        made = write_run(home / "run", many_families(20), ranking=3)
        publish(made, url=url, by="benchmark", at=AT, progress=Silent())
        number = read_manifest(run).run_id
        (home / "runs").mkdir(exist_ok=True)
        (home / "runs" / number).symlink_to(run)
        with psycopg.connect(url) as connection:
            connection.execute(_SAY_PUBLISHED, {"run": number})
        client = Client(headers={"host": "localhost"})
        session = session_of(user_with("programme_officer"))
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        yield client
        connections.close_all()


def _form_fields(number: int) -> dict[str, str]:
    """What the form sends when the highest decile is dragged, and now and then a quota typed."""
    return {
        "programme": "PKH", "period": "2026-Q1", "count": "1", "s1-name": "geser",
        "s1-limit": str(1 + number % 10), "s1-most_members": str(1 + number % 4),
        "s1-total": str(20_000 + 3_000 * number) if number % 2 else "", "s1-per_village": "",
        "s1-excluded_government_family": "government_family",
        "s1-excluded_wage_above_minimum": "wage_above_minimum",
    }  # fmt: skip


def page_answers(run: Path, times: int) -> Answered:
    """The first answer of a process that finds no tables of the city yet and makes them, and
    `times` while one drags."""
    with _office(run) as client:
        begun, first = time.perf_counter(), 0.0
        while not first:
            answer = client.post(PAGE, _form_fields(4), headers={"HX-Request": "true"})
            if b'id="per-golongan"' in answer.content:
                first = time.perf_counter() - begun
            elif b"Kota sedang disiapkan" not in answer.content:
                raise SystemExit(f"another answer: {answer.status_code}")
            elif time.perf_counter() - begun > _LONGEST:
                raise SystemExit("the city is not prepared")
        took = []
        for number in range(times):
            begun = time.perf_counter()
            answer = client.post(PAGE, _form_fields(number), headers={"HX-Request": "true"})
            took.append(time.perf_counter() - begun)
            if b'id="per-golongan"' not in answer.content:
                raise SystemExit(f"another answer: {answer.status_code}")
        return Answered(first, took, len(answer.content))


if not READY:
    raise SystemExit("Django is not ready")
