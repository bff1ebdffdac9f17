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


def sentences_on(evaluation: Evaluation, model: str) -> Iterator[Label]:
    """Yield what a reader of the figures of `model` has to know, in both languages."""
    figures = evaluation.figures[model]
    if figures["r2"].low < EXPLAINS_NOTHING:
        yield Label(
            "Kolom survei ini (hampir) tidak menerangkan kesejahteraan: R2 "
            f"{figures['r2'].value:.3f}. Model darinya tidak lebih baik daripada undian.",
            f"The columns of this survey explain (almost) nothing of welfare: R2 "
            f"{figures['r2'].value:.3f}. A model made of them is no better than a draw.",
        )
    is_chosen = model != REFERENCE and bool(evaluation.choices)
    if is_chosen and figures["r2"].difference_low <= 0:
        yield Label(
            "OLS sudah cukup: pada survei ini model lain tidak terbukti lebih baik (selisih R2 "
            f"{figures['r2'].difference_to_ols:+.3f}).",
            "OLS is enough: on this survey no other model is shown to be better (R2 differs by "
            f"{figures['r2'].difference_to_ols:+.3f}).",
        )
    households = evaluation.households
    if households < FEWEST_FOR_CALIBRATION and CALIBRATION in figures:
        yield Label(
            f"Galat peluang {figures[CALIBRATION].value:.3f} pada {households} rumah tangga "
            "sebagian besar kebetulan: ketepatan peluang tidak dapat ditunjukkan pada kurang dari "
            f"sekitar {FEWEST_FOR_CALIBRATION:,} rumah tangga.".replace(",", "."),
            f"A calibration error of {figures[CALIBRATION].value:.3f} on {households} households "
            "is mostly chance: calibration cannot be shown on fewer than about "
            f"{FEWEST_FOR_CALIBRATION:,} households.",
        )
