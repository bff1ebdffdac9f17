"""One home has one writer at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from desil.engine.store import Store

ATTEMPT = """
import sys
from pathlib import Path
from desil.engine.store import Store
from desil.errors import Conflict
try:
    with Store(Path(sys.argv[1])).sole_writer():
        print("wrote")
except Conflict:
    print("conflict")
"""


def _answer_of_another_process(home: Path) -> str:
    asked = subprocess.run(
        [sys.executable, "-c", ATTEMPT, str(home)], capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with Store(tmp_path).sole_writer():
        assert _answer_of_another_process(tmp_path) == "conflict"
    assert _answer_of_another_process(tmp_path) == "wrote"


def test_a_new_writer_sweeps_what_a_killed_one_left(tmp_path: Path) -> None:
    store = Store(tmp_path)
    left = store.deliveries / "dtsen" / ".tmp-half"
    left.mkdir(parents=True)
    with store.sole_writer():
        assert not left.exists()


def test_the_lock_goes_with_an_error(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(ZeroDivisionError), store.sole_writer():
        raise ZeroDivisionError
    with store.sole_writer():
        pass
