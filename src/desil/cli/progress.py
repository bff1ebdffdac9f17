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
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from desil.engine.progress import Stage
from desil.engine.watching import PERCENT


class _Rate(ProgressColumn):
    """Units done, and units per second."""

    def render(self, task: Task) -> Text:
        unit = str(task.fields.get("unit", ""))
        if not task.completed or unit == PERCENT:
            return Text(f"{task.percentage:.0f} %" if task.total else "", style="dim")
        done = f"{task.completed:,.0f}".replace(",", ".")
        speed = task.finished_speed or task.speed
        rate = f" · {speed:,.0f}/s".replace(",", ".") if speed else ""
        return Text(f"{done} {unit}{rate}", style="dim")


class _RunningStage:
    def __init__(self, bars: Bars, task: TaskID) -> None:
        self._bars = bars
        self._task = task

    def advance(self, amount: float) -> None:
        """Move the bar on by `amount`."""
        self._bars.advance(self._task, amount)


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
            self._finish(task, total)
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._bars.stop()
                for shown in list(self._bars.task_ids):
                    self._bars.remove_task(shown)

    def _finish(self, task: TaskID, total: float | None) -> None:
        """Fill the bar: a stage that ended well has done all that it had to do."""
        done = next(t.completed for t in self._bars.tasks if t.id == task)
        whole = total if total is not None else max(done, 1)
        self._bars.update(task, total=whole, completed=whole)
