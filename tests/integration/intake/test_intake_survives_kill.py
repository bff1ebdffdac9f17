"""kill -9 at any moment of intake leaves no delivery or a whole one; finishing gives its bytes."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from desil.engine.store import Store
from desil.intake.delivery import deliveries
from tests.hand_over import A_FAMILY, A_HEAD, release_files, take
from tests.integration.intake.taker import take_when_told

MOMENTS = 25
SEED = 20260123
FAMILIES = 800


def _release(folder: Path) -> list[Path]:
    """Families of one, a few of whose rows are faulty."""
    families, members = [], []
    for n in range(FAMILIES):
        issued = date(2001, 1, 1) + timedelta(days=n)
        kk = f"327501{issued:%d%m%y}8001"
        families.append({**A_FAMILY, "nomor_kartu_keluarga": kk, "jumlah_anggota_keluarga": "1"})
        born = date(1960, 1, 1) + timedelta(days=n)
        members.append(
            {
                **A_HEAD,
                "nomor_induk_kependudukan": f"327501{born:%d%m%y}8002",
                "nomor_kartu_keluarga": kk,
                "tanggal_lahir": "30/02/1990" if n % 100 == 7 else born.isoformat(),
            }
        )
    return release_files(folder, families, members)


def _bytes_below(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The two files of a release."""
    return _release(tmp_path_factory.mktemp("handed-in"))


@pytest.fixture(scope="module")
def undisturbed(
    files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], float]:
    """What intake leaves when nothing disturbs it, and the seconds that it takes."""
    home = tmp_path_factory.mktemp("undisturbed")
    take(home / "first", files)
    start = time.perf_counter()
    take(home / "second", files)
    return _bytes_below(home / "second" / "deliveries"), time.perf_counter() - start


def _killed_after(home: Path, files: list[Path], seconds: float) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.integration.intake.taker"])
    ready, go = context.Event(), context.Event()
    process = context.Process(
        target=take_when_told, args=(str(home), [str(f) for f in files], ready, go)
    )
    process.start()
    assert ready.wait(60)
    go.set()
    time.sleep(seconds)
    if process.pid is not None and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()


def test_a_killed_intake_leaves_nothing_or_everything(
    files: list[Path], undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    whole, seconds = undisturbed
    rng = random.Random(SEED)
    found = []
    for _ in range(MOMENTS):
        home = tmp_path / "home"
        _killed_after(home, files, rng.uniform(0, 1.1 * seconds))
        with Store(home).sole_writer():
            left = deliveries(Store(home))
            assert len(left) in (0, 1)
            if left:
                assert _bytes_below(home / "deliveries") == whole
            finished = take(home, files)
        assert finished.already_there == bool(left)
        assert _bytes_below(home / "deliveries") == whole
        assert list((home / "spill").glob("*")) == []
        found.append(bool(left))
        shutil.rmtree(home)
    assert False in found
