"""A step writes the declared table, in the declared order, or nothing."""

from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desil.dictionary.result_table import ResultTable
from desil.engine.check import Check, no_two_rows_share
from desil.engine.database import open_database
from desil.engine.hashing import sha256_of
from desil.engine.progress import Silent
from desil.engine.settings import EngineSettings
from desil.engine.step import Step, run_step
from desil.errors import CheckFailed

TABLE = ResultTable(
    "pair", pa.schema([pa.field("key", pa.string()), pa.field("value", pa.int32())]), ("key",)
)


def _run(rows: pa.Table, folder: Path, *, checks: tuple[Check, ...] = (), threads: int = 2) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    limits = EngineSettings(folder / "spill", "500MB", threads)
    with open_database(limits) as database:
        run_step(database, Step(TABLE, lambda _: rows, checks), folder, Silent())
    return folder / TABLE.file_name


def test_rows_come_out_typed_and_in_order(tmp_path: Path) -> None:
    made = _run(pa.table({"value": [1, None], "key": ["b", "a"]}), tmp_path)
    assert pq.read_table(made).to_pylist() == [
        {"key": "a", "value": None},
        {"key": "b", "value": 1},
    ]


def test_a_broken_check_names_the_rows_at_fault(tmp_path: Path) -> None:
    twice = pa.table({"key": ["a", "a"], "value": [1, 2]})
    with pytest.raises(CheckFailed, match="1 baris ganda pada key"):
        _run(twice, tmp_path, checks=(no_two_rows_share("pair", "key"),))


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(st.text(max_size=5), st.integers(0, 99), min_size=1, max_size=50), st.randoms()
)
def test_neither_the_order_of_rows_nor_threads_change_a_byte(
    tmp_path: Path, pairs: dict[str, int], shuffle: Random
) -> None:
    rows = list(pairs.items())
    shuffled = shuffle.sample(rows, len(rows))
    hashes = {
        sha256_of(_run(pa.table({"key": k, "value": v}), tmp_path / str(n), threads=n))
        for n, (k, v) in enumerate((zip(*rows, strict=True), zip(*shuffled, strict=True)), start=1)
    }
    assert len(hashes) == 1
