"""What a model's file tells in numbers, in words: how right it is, and the survey that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import expm1

from django.utils.translation import gettext as _

from desil.ranking.formula.model import MICRO
from desil.ui.figures import count_text, decimal_text

_SHOWN_OF_DIGEST = 16
_LAST = ("sha256", "level_sha256")  # for whoever holds the file beside it


def measure_label(key: str) -> str:
    """What a figure is called."""
    return {
        "r2": _("R2: bagian keragaman yang dijelaskan"),
        "spearman": _("kemiripan urutan dengan urutan sebenarnya (Spearman)"),
        "exclusion_10": _("terlewat dari 10 persen termiskin"),
        "exclusion_20": _("terlewat dari 20 persen termiskin"),
        "exclusion_40": _("terlewat dari 40 persen termiskin"),
        "inclusion_10": _("keliru masuk kuota 10 persen"),
        "inclusion_20": _("keliru masuk kuota 20 persen"),
        "inclusion_40": _("keliru masuk kuota 40 persen"),
        "severe_exclusion": _("terlewat dari 10 persen termiskin pada kuota 40 persen"),
        "leakage": _("dari kuota 40 persen, yang termasuk separuh lebih mampu"),
        "decile_exact": _("desil tepat"),
        "decile_within_one": _("desil tepat atau meleset satu"),
        "calibration_error": _("galat peluang desil 1 sampai 4"),
    }.get(key, key)


def percent(share: float) -> str:
    """A share as a signed percentage."""
    told = decimal_text(abs(share) * 100, 1)
    sign = "" if told == decimal_text(0, 1) else "+" if share > 0 else "−"
    return f"{sign}{told} %"


def accuracy_rows(told: Mapping[str, object]) -> list[tuple[str, str]]:
    """Each figure of a model's own accuracy: what it is called, and its value."""
    return [
        (measure_label(name), decimal_text(value, 3))
        for name, value in told.items()
        if isinstance(value, int | float)
    ]


def survey_rows(told: Mapping[str, object]) -> list[tuple[str, str]]:
    """What is known of the survey that a model was fitted on, and of the one that set its level."""
    order = sorted(told, key=lambda name: (name != "reference", name in _LAST))
    return [row for name in order if told[name] for row in _rows_of(name, told[name])]


def _rows_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        heading = {
            "left_out": _("Tidak dihitung"),
            "kept_leaks": _("Dipertahankan meski mirip kesejahteraan"),
        }.get(name, name)
        yield from (
            (heading, f"{what}: {count_text(n) if isinstance(n, int) else n}")
            for what, n in value.items()
        )
        return
    yield _heading(name), _value(name, value)


def _heading(name: str) -> str:
    return {
        "reference": _("Survei"),
        "rows": _("Rumah tangga yang dipelajari"),
        "weighting": _("Penimbang"),
        "sha256": _("Sidik berkas"),
        "previous": _("Disetel dari model versi"),
        "level_reference": _("Survei penyetel tingkat"),
        "level_rows": _("Rumah tangga penyetel tingkat"),
        "level_sha256": _("Sidik berkas penyetel tingkat"),
        "level_moved": _("Tingkat bergeser"),
    }.get(name, name)


def _value(name: str, value: object) -> str:
    if name == "weighting" and value == "equal":
        return _("semua sama")
    if name.endswith("sha256"):
        return str(value)[:_SHOWN_OF_DIGEST]
    if name == "level_moved" and isinstance(value, int):
        return percent(expm1(value / MICRO))
    return count_text(value) if isinstance(value, int) else str(value)
