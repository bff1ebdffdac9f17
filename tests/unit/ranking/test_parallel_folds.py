"""Work in several processes: the same results in the same order, errors as they are."""

import os

import pytest

from desil.ranking.accuracy.parallel import in_processes


def squared(number: int) -> int:
    return number * number


def process_of(number: int) -> int:
    return os.getpid()


def inverse(number: int) -> float:
    return 1 / number


@pytest.mark.parametrize("most", [1, None])
@pytest.mark.parametrize("count", [0, 1, 7])
def test_results_come_in_the_order_of_the_items(count: int, most: int | None) -> None:
    assert list(in_processes(squared, range(count), most)) == [n * n for n in range(count)]


def test_one_at_most_stays_in_this_process() -> None:
    assert set(in_processes(process_of, range(3), 1)) == {os.getpid()}


@pytest.mark.parametrize("most", [1, None])
def test_an_error_of_one_item_is_raised_as_it_is(most: int | None) -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_processes(inverse, [1, 0, 2], most))
