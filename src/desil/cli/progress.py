"""Progress on the terminal: rate and time left for everything that takes a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from desil.engine.progress import Stage


class _Rate(ProgressColumn):
    """Units done, and units per second."""

    def render(self, task: Task) -> Text:
        unit = str(task.fields.get("unit", ""))
        if not task.completed:
            return Text("")
        done = f"{task.completed:,.0f}".replace(",", ".")
        speed = task.finished_speed or task.speed
        rate = f" · {speed:,.0f}/s".replace(",", ".") if speed else ""
        return Text(f"{done} {unit}{rate}", style="dim")


class _RunningStage:
    def __init__(self, bars: Bars, task: int) -> None:
        self._bars = bars
        self._task = task

    def advance(self, amount: float) -> None:
        """Move the bar on by `amount`."""
        self._bars.advance(self._task, amount)  # type: ignore[arg-type]


class TerminalProgress:
    """One line per stage, on standard error, so that standard output stays clean."""

    def __init__(self, console: Console) -> None:
        self._bars = Bars(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            _Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self._depth = 0

    @contextmanager
    def stage(self, name: str, total: float | None = None, unit: str = "") -> Iterator[Stage]:
        """A stage with a line of its own; stages may stand inside one another."""
        if self._depth == 0:
            self._bars.start()
        self._depth += 1
        task = self._bars.add_task(name, total=total, unit=unit)
        try:
            yield _RunningStage(self._bars, task)
            done = self._bars.tasks[task].completed
            self._bars.update(task, total=total if total is not None else max(done, 1))
            if total is not None or not done:
                self._bars.update(task, completed=total if total is not None else 1)
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._bars.stop()
                for shown in list(self._bars.task_ids):
                    self._bars.remove_task(shown)
