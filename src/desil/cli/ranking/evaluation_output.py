"""An evaluation as tables for a person and as figures for a program."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite

from desil.cli.answer import out, show_table
from desil.ranking.accuracy.bootstrap import Measured
from desil.ranking.accuracy.evaluation import Evaluation
from desil.ranking.accuracy.verdict import sentences_on
from desil.ranking.models.blend import REFERENCE

_SHOWN = (
    ("r2", "R2"),
    ("spearman", "Spearman"),
    ("exclusion_10", "luput 10 %"),
    ("exclusion_20", "luput 20 %"),
    ("exclusion_40", "luput 40 %"),
    ("severe_exclusion", "luput berat"),
    ("leakage", "bocor"),
    ("decile_within_one", "desil ±1"),
    ("calibration_error", "galat peluang"),
)
_OF_GROUPS = (
    ("exclusion_20", "luput 20 %"),
    ("exclusion_40", "luput 40 %"),
    ("lift", "lebih (ln)"),
)


def figures_of(evaluation: Evaluation) -> dict[str, object]:
    """Every figure by model; what is no number is null."""
    return {
        model: {
            key: {k: v if isfinite(v) else None for k, v in asdict(measured).items()}
            for key, measured in figures.items()
        }
        for model, figures in evaluation.figures.items()
    }


def _cell(measured: Measured, is_reference: bool) -> str:
    differs = measured.difference_low > 0 or measured.difference_high < 0
    return f"{measured.value:.3f}" + ("*" if differs and not is_reference else "")


def _interval(measured: Measured) -> str:
    return f"{measured.value:.3f} ({measured.low:.3f} … {measured.high:.3f})"


def show_evaluation(evaluation: Evaluation, reference: str) -> None:
    """Print every model, the intervals of the one that matters, its groups, and what follows."""
    rows = [
        (model, *(_cell(figures[key], model == reference) for key, _ in _SHOWN))
        for model, figures in evaluation.figures.items()
    ]
    show_table(
        f"Di luar baris yang dipelajari (* berbeda nyata dari {reference}, 95 %)",
        ("model", *(label for _, label in _SHOWN)),
        rows,
        numeric=set(range(1, len(_SHOWN) + 1)),
    )
    model = list(evaluation.figures)[-1] if reference == REFERENCE else reference
    figures = evaluation.figures[model]
    show_table(
        f"{model}: selang 95 %",
        ("ukuran", "nilai"),
        [(label, _interval(figures[key])) for key, label in _SHOWN],
        numeric={1},
    )
    if evaluation.in_group:
        _show_groups(evaluation, model)
    if evaluation.choices:
        blends = sum(c.chosen == "blend" for c in evaluation.choices)
        out.print(
            f"Pilihan: campuran pada {blends} dari {len(evaluation.choices)} lipatan, lainnya ols."
        )
    for sentence in sentences_on(evaluation, model):
        out.print(f"Perhatikan: {sentence.id}", markup=False)


def _show_groups(evaluation: Evaluation, model: str) -> None:
    figures = evaluation.figures[model]
    rows = [
        (name, households, *(_interval(figures[f"{key} | {name}"]) for key, _ in _OF_GROUPS))
        for name, households in evaluation.in_group.items()
    ]
    show_table(
        f"{model} menurut kelompok, satu kuota untuk semua, selang 95 %",
        ("kelompok", "rumah tangga", *(label for _, label in _OF_GROUPS)),
        rows,
        numeric={1, 2, 3, 4},
    )
