"""Bars on a terminal: one line a stage, stages inside stages, again and again."""

import io

import pytest
from rich.console import Console

from desil.cli.progress import TerminalProgress


def _terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=120)


def _shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_stages_follow_one_another_and_stand_inside_one_another() -> None:
    console = _terminal()
    progress = TerminalProgress(console)
    for round_name in ("satu", "dua"):
        with progress.stage(round_name, 10, "baris") as outer:
            with progress.stage(f"dalam {round_name}") as inner:
                inner.advance(3)
            outer.advance(10)
    for name in ("satu", "dalam satu", "dua", "dalam dua"):
        assert name in _shown(console)
    assert "10 baris" in _shown(console)


def test_an_error_ends_the_bars_and_goes_on() -> None:
    progress = TerminalProgress(_terminal())
    with pytest.raises(ZeroDivisionError), progress.stage("gagal", 5):
        raise ZeroDivisionError
    with progress.stage("lagi", 1) as stage:
        stage.advance(1)


def test_percentages_are_shown_as_such() -> None:
    console = _terminal()
    with TerminalProgress(console).stage("susun", 100, "%") as stage:
        stage.advance(40)
    assert "100 %" in _shown(console)
