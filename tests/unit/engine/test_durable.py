"""A folder is either not there or whole, whatever stops the process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desil.engine.durable import folder_made_whole, sweep_unfinished, write_text_whole

WRITER = """
import sys, time
from pathlib import Path
from desil.engine.durable import folder_made_whole
with folder_made_whole(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("half")
    print("writing", flush=True)
    time.sleep(60)
"""


def test_a_folder_appears_with_all_that_was_written_in_it(tmp_path: Path) -> None:
    with folder_made_whole(tmp_path / "run") as folder:
        (folder / "table").write_text("rows")
        assert not (tmp_path / "run").exists()
    assert (tmp_path / "run" / "table").read_text() == "rows"


def test_after_an_error_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), folder_made_whole(tmp_path / "run") as folder:
        (folder / "table").write_text("rows")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_killed_writer_leaves_nothing_that_a_sweep_does_not_clear(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "run")], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.01)
        os.kill(writer.pid, signal.SIGKILL)
    assert not (tmp_path / "run").exists()
    assert sweep_unfinished(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_text_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    write_text_whole(path, "old")
    write_text_whole(path, "new")
    assert [p.read_text() for p in tmp_path.iterdir()] == ["new"]
