"""Batch work keeps to the machine and to its limits."""

from pathlib import Path

import duckdb
import pytest

from desil.engine.database import open_database
from desil.engine.settings import EngineSettings


def test_nothing_is_fetched_from_a_network(tmp_path: Path) -> None:
    with open_database(EngineSettings(tmp_path)) as database:
        settings = dict(
            database.execute(
                "select name, value from duckdb_settings() where name like 'auto%known_extensions'"
            ).fetchall()
        )
        assert settings == {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        with pytest.raises(duckdb.Error):
            database.execute("from read_csv('https://example.org/a.csv')").fetchall()


def test_memory_threads_and_spill_are_those_of_the_settings(tmp_path: Path) -> None:
    with open_database(EngineSettings(tmp_path / "spill", "300MB", 1)) as database:
        said = dict(
            database.execute(
                "select name, value from duckdb_settings()"
                " where name in ('threads', 'temp_directory')"
            ).fetchall()
        )
    assert said == {"threads": "1", "temp_directory": str(tmp_path / "spill")}
