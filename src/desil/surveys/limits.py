"""What reading one survey file may cost, from `surveys/limits.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.engine.limited_process import ProcessLimits
from desil.intake.limits import WorkbookLimits


@dataclass(frozen=True, slots=True)
class SurveyLimits:
    """The most that one survey file may cost: memory, time, rows, columns, cells, bytes."""

    memory_mib: int
    seconds: int
    rows: int
    columns: int
    cells: int
    file_mib: int
    unpacked_mib: int

    @property
    def of_process(self) -> ProcessLimits:
        """The limits of the process that reads."""
        return ProcessLimits(self.memory_mib, self.seconds, self.unpacked_mib)

    @property
    def of_workbook(self) -> WorkbookLimits:
        """The limits of a workbook."""
        return WorkbookLimits(
            self.memory_mib, self.seconds, self.rows, self.columns, self.cells, self.unpacked_mib
        )


@cache
def survey_limits() -> SurveyLimits:
    """Return the limits of a survey file."""
    text = resources.files("desil.surveys").joinpath("limits.yaml").read_text(encoding="utf-8")
    return SurveyLimits(**bounded_yaml(text))
