"""kill -9 at any moment of a publication leaves the old register or the new one, never a mix."""

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.context import SpawnProcess
from pathlib import Path

import psycopg
import pytest

from desil.database.server.server import Server
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.answered_run import write_answers
from tests.integration.register.publisher import NOW, publish_when_told
from tests.register_contents import contents_of, schemas_in
from tests.register_runs import many_families, write_run
from tests.register_server import TEMPLATE, copy_database, name_of

MOMENTS = 25
SEED = 20260124
OLD_TEMPLATE = "template_with_old"


def _publish(run: Path, url: str) -> None:
    publish(run, url=url, by="petugas", at=NOW, progress=Silent())


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An old run and a new one that differ in every table."""
    folder = tmp_path_factory.mktemp("runs")
    before, after = many_families(1200), many_families(1500, shift=3)
    old = write_run(folder / "old", before, version="old", ranking=1)
    new = write_run(folder / "new", after, version="new", ranking=2)
    write_answers(old, before, 1)
    write_answers(new, after, 2)
    return old, new


@pytest.fixture(scope="module")
def old_register(server: Server, runs: tuple[Path, Path]) -> str:
    """The name of a database in which the old run is current, to copy from."""
    url = copy_database(server, TEMPLATE)
    _publish(runs[0], url)
    return name_of(url)


def _started(run: Path, url: str) -> tuple[SpawnProcess, float]:
    """A process that has just begun to publish, and the moment when it began."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.integration.register.publisher"])
    ready, go = context.Event(), context.Event()
    process = context.Process(target=publish_when_told, args=(str(run), url, ready, go))
    process.start()
    assert ready.wait(60)
    go.set()
    return process, time.perf_counter()  # type: ignore[return-value]


def _killed_after(run: Path, url: str, seconds: float) -> None:
    process, began = _started(run, url)
    time.sleep(max(0.0, began + seconds - time.perf_counter()))
    if process.is_alive() and process.pid:
        os.kill(process.pid, signal.SIGKILL)
    process.join(60)


def test_killed_at_25_moments(server: Server, runs: tuple[Path, Path], old_register: str) -> None:
    rehearsal = copy_database(server, old_register)
    old = contents_of(rehearsal)
    process, began = _started(runs[1], rehearsal)
    process.join(60)
    whole = time.perf_counter() - began
    new = contents_of(rehearsal)
    assert set(old) == set(new)
    assert all(old[table] != new[table] for table in old)
    rng = random.Random(SEED)
    moments = sorted(rng.uniform(0, whole) for _ in range(MOMENTS))
    seen = []
    for moment in moments:
        url = copy_database(server, old_register)
        _killed_after(runs[1], url, moment)
        left = contents_of(url)
        assert left in (old, new), f"a mix after {moment:.3f} s of {whole:.3f} s"
        seen.append(left == old)
        _publish(runs[1], url)
        assert contents_of(url) == new, f"not the same register after {moment:.3f} s"
        with psycopg.connect(url) as connection:
            kept = connection.execute("select id from publication where state = 'published'")
            assert schemas_in(url) == {f"publication_{row[0]}" for row in kept.fetchall()}
        with server.connect(autocommit=True) as connection:
            connection.execute(f"drop database {name_of(url)} with (force)")
    assert any(seen), "no moment fell before the switch"
