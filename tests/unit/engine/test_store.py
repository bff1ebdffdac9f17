"""One home has one writer at a time."""

import multiprocessing
from pathlib import Path

import pytest

from desil.engine.store import Store
from desil.errors import Conflict


def _try_to_write(home: str, answer: "multiprocessing.Queue[str]") -> None:
    try:
        with Store(Path(home)).sole_writer():
            answer.put("wrote")
    except Conflict:
        answer.put("conflict")


def _answer_of_another_process(home: Path) -> str:
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.Queue[str] = context.Queue()
    other = context.Process(target=_try_to_write, args=(str(home), answer))
    other.start()
    said = answer.get(timeout=60)
    other.join()
    return said


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
