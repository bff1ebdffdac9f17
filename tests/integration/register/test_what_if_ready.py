"""The city of the what-if page is there when a publication becomes current; old ones are swept."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import rmtree

import pytest

from desil.audit.journal import journal_in
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.jobs.tasks import Task
from desil.programmes.city_ready import first_of_quarter, keep_city_ready, with_city_ready
from desil.publication.action import publish
from tests.copied_city import CopiedCity
from tests.table import rows_of

AT = datetime(2026, 5, 9, tzinfo=UTC)

QUARTERS = """
| day        | first      |
| 2026-01-01 | 2026-01-01 |
| 2026-03-31 | 2026-01-01 |
| 2026-04-01 | 2026-04-01 |
| 2026-12-31 | 2026-10-01 |
"""


@pytest.mark.parametrize("row", rows_of(QUARTERS), ids=lambda r: r["day"])
def test_ages_are_those_of_the_first_day_of_the_quarter(row: dict[str, str]) -> None:
    first = first_of_quarter(date.fromisoformat(row["day"]))
    assert first.isoformat() == row["first"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, copied_city: CopiedCity) -> Path:
    home = tmp_path_factory.mktemp("siap") / "home"
    copied_city(home, 0.003)
    return home


def published(home: Path, url: str) -> str:
    (run,) = [r for r in (home / "runs").iterdir() if r.is_dir()]
    return publish(run, url=url, by="petugas", at=AT, progress=Silent()).run_id


def made(home: Path) -> list[str]:
    return sorted(f.name.rsplit("-", 1)[0] for f in (home / "what-if").iterdir() if f.is_dir())


def test_the_quarter_s_city_is_made_once_and_those_of_other_runs_are_swept(
    home: Path, empty_register: str
) -> None:
    store = Store(home)
    assert not keep_city_ready(store, empty_register, AT.date(), Silent())  # nothing is published
    run = published(home, empty_register)
    (store.home / "what-if" / "0123456789abcdef-2025-10-01-aaaaaaaa").mkdir(parents=True)
    assert keep_city_ready(store, empty_register, AT.date(), Silent())
    assert made(home) == [f"{run}-2026-04-01"]
    (folder,) = [f for f in (home / "what-if").iterdir() if f.is_dir()]
    before = folder.stat().st_ino
    assert keep_city_ready(store, empty_register, date(2026, 7, 1), Silent())
    assert made(home) == [f"{run}-2026-04-01", f"{run}-2026-07-01"]
    assert folder.stat().st_ino == before


def test_a_publication_is_done_whether_or_not_its_city_can_be_made(
    home: Path, empty_register: str, tmp_path: Path
) -> None:
    run = published(home, empty_register)
    rmtree(home / "what-if", ignore_errors=True)

    def does(_task: Task) -> Mapping[str, object]:
        return {"run": run}

    def result(store: Store) -> Mapping[str, object]:
        task = Task(1, {}, "user:1", "petugas", AT, store, empty_register, "",
                    journal_in(tmp_path), Silent(), lambda: AT)  # fmt: skip
        return with_city_ready(does)(task)

    assert result(Store(home)) == {"run": run, "what_if": True}
    assert made(home) == [f"{run}-2026-04-01"]
    assert result(Store(tmp_path)) == {"run": run, "what_if": False}
    (tmp_path / "runs" / run).mkdir(parents=True)  # its files are gone
    assert result(Store(tmp_path)) == {"run": run, "what_if": False}
