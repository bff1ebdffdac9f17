"""What follows from an evaluation, in sentences: explains nothing, OLS is enough, not to be shown
on so few households."""

from __future__ import annotations

from collections.abc import Iterator

from desil.dictionary.label import Label
from desil.ranking.accuracy.evaluation import CALIBRATION, Evaluation
from desil.ranking.models.blend import REFERENCE

EXPLAINS_NOTHING = 0.02
# Households below which a calibration error under .01 cannot be told from none: see
# docs/explanation/ranking-models.md.
FEWEST_FOR_CALIBRATION = 5_000
_INDONESIAN = str.maketrans(",.", ".,")


def sentences_on(evaluation: Evaluation, model: str) -> Iterator[Label]:
    """Yield what a reader of the figures of `model` has to know, in both languages."""
    figures = evaluation.figures[model]
    if figures["r2"].low < EXPLAINS_NOTHING:
        r2 = _decimal(figures["r2"].value)
        yield Label(
            f"Kolom survei ini (hampir) tidak menerangkan kesejahteraan: R2 {r2.id}. Model darinya "
            "tidak lebih baik daripada undian.",
            f"The columns of this survey explain (almost) nothing of welfare: R2 {r2.en}. A model "
            "made of them is no better than a draw.",
        )
    is_chosen = model != REFERENCE and bool(evaluation.choices)
    if is_chosen and figures["r2"].difference_low <= 0:
        gain = _decimal(figures["r2"].difference_to_ols, "+.3f")
        yield Label(
            "OLS sudah cukup: pada survei ini model lain tidak terbukti lebih baik (selisih R2 "
            f"{gain.id}).",
            "OLS is enough: on this survey no other model is shown to be better (R2 differs by "
            f"{gain.en}).",
        )
    if evaluation.households < FEWEST_FOR_CALIBRATION and CALIBRATION in figures:
        error = _decimal(figures[CALIBRATION].value)
        here, enough = (_decimal(n, ",") for n in (evaluation.households, FEWEST_FOR_CALIBRATION))
        yield Label(
            f"Galat peluang {error.id} pada {here.id} rumah tangga sebagian besar kebetulan: "
            "ketepatan peluang tidak dapat ditunjukkan pada kurang dari sekitar "
            f"{enough.id} rumah tangga.",
            f"A calibration error of {error.en} on {here.en} households is mostly chance: "
            f"calibration cannot be shown on fewer than about {enough.en} households.",
        )


def _decimal(value: float, form: str = ".3f") -> Label:
    """A number as both languages write it: comma and point change places."""
    told = format(value, form)
    return Label(told.translate(_INDONESIAN), told)
